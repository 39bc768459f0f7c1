"""What the discussion of an article is told about it, as plain values."""

from datetime import datetime

from hiwar.newsroom import paths
from hiwar.newsroom.models import Article, Paper

from .paper import get_paper, thread_key, thread_key_of
from .shapes import ThreadTerms


def get_thread_terms(*, article_id: int) -> ThreadTerms | None:
    """Return the terms of an article's discussion; None if it was never published.

    A discussion that all languages of a story share is public while one of them is,
    and belongs to the one that was published first.
    """
    articles = Article.objects.select_related("locale")
    article = articles.filter(pk=article_id, first_published_at__isnull=False).first()
    if article is None:
        return None
    paper = get_paper()
    told_of = _first_of_story(article) if _is_shared(paper) else article
    address = told_of.addresses.filter(is_current=True).first()
    if address is None:
        return None
    return ThreadTerms(
        key=thread_key(article, paper),
        title=told_of.headline,
        path=paths.article_path(address.language, address.published_on, address.slug),
        mode=told_of.comments,
        is_public=told_of.live,
        section=str(told_of.section_id or ""),
        opened_at=told_of.first_published_at,
        # Gone from the site is closed, whether or not the scheduler has come by.
        closes_at=told_of.expire_at,
    )


def get_told(*, key: str) -> str:
    """Return the words of what is discussed under `key`, in every language of it.

    Empty for a key that is none of ours. In one query.
    """
    kind, _colon, which = key.partition(":")
    if kind == "article" and which.isdecimal():
        articles = Article.objects.filter(pk=int(which))
    elif kind == "story":
        articles = Article.objects.filter(translation_key=which, live=True)
    else:
        return ""
    told = articles.values_list("headline", "standfirst", "body")
    return "\n".join(
        part
        for headline, standfirst, body in told
        for part in (
            headline,
            standfirst,
            *body.stream_block.get_searchable_content(body),
        )
    )


def list_newest_thread_keys(*, language: str, limit: int, now: datetime) -> list[str]:
    """Return the keys of the discussions of an edition's newest stories."""
    paper = get_paper()
    newest = (
        Article.objects.published(now=now)
        .filter(locale__language_code=language)
        .order_by("-first_published_at", "-id")
        .values_list("pk", "translation_key")[:limit]
    )
    return [thread_key_of(pk, story, paper) for pk, story in newest]


def _is_shared(paper: Paper) -> bool:
    return paper.conversation == Paper.Conversation.STORY


def _first_of_story(article: Article) -> Article:
    """Return the live article of the story that came first; `article` without one."""
    story = Article.objects.filter(translation_key=article.translation_key, live=True)
    return (
        story.select_related("locale").order_by("first_published_at", "id").first()
        or article
    )
