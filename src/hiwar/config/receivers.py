"""Where packages meet that do not know each other.

An article's thread follows the article; a cache in front follows the change log.
"""

from typing import Any

from django.conf import settings
from django.dispatch import receiver

from hiwar.delivery import tasks
from hiwar.discussion import actions, story
from hiwar.kernel import changes
from hiwar.newsroom import selectors
from hiwar.newsroom.signals import article_published, article_unpublished


@receiver(article_published)
@receiver(article_unpublished)
def follow_article(*, article_id: int, **kwargs: Any) -> None:
    """Open, move, close or hide the thread of an article that has changed.

    It happens in the transaction that published the article and not in a task: a
    story is never online without its discussion, nor the discussion without it.
    """
    terms = selectors.get_thread_terms(article_id=article_id)
    if terms is not None:
        actions.open_thread(
            key=terms.key,
            title=terms.title,
            address=terms.path,
            mode=terms.mode,
            is_public=terms.is_public,
            section=terms.section,
            opened_at=terms.opened_at,
            closes_at=terms.closes_at,
        )


@story.told_by
def tell_story(key: str) -> str:
    """Tell what stands in the articles that are discussed under `key`."""
    return selectors.get_told(key=key)


@receiver(changes.recorded)
def purge_caches(*, topics: list[str], **_facts: Any) -> None:
    """Let the worker tell the cache in front, where there is one."""
    if settings.PURGE_URL:
        tasks.purge.enqueue(topics=topics)
