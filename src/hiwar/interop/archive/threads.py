"""Which thread belongs to which article, for many at a time."""

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from hiwar.discussion.models import Thread
from hiwar.newsroom import selectors
from hiwar.newsroom.models import Article

ARTICLE = "article:"
STORY = "story:"


def threads_of_articles(articles: Iterable[Article]) -> dict[int, Thread]:
    """Return the thread in which each article is discussed, by its number."""
    paper = selectors.get_paper()
    keys = {article.pk: selectors.thread_key(article, paper) for article in articles}
    threads = {
        thread.key: thread for thread in Thread.objects.filter(key__in=keys.values())
    }
    return {pk: threads[key] for pk, key in keys.items()}


def list_threads(articles: Collection[Article]) -> dict[int, Article]:
    """Return by its number the article of each thread that is told with `articles`.

    A thread that a story's languages share belongs to the first of its articles, and
    is told with the last: its comments may name any of them. A paper that changed its
    mind about sharing has threads of both kinds.
    """
    keys = {f"{ARTICLE}{article.pk}": article for article in articles}
    told = {article.pk for article in articles}
    for story in _list_stories({article.translation_key for article in articles}):
        if story[-1].pk in told:
            keys[f"{STORY}{story[0].translation_key}"] = story[0]
    threads = Thread.objects.filter(key__in=keys).values_list("pk", "key")
    return {pk: keys[key] for pk, key in threads}


def homes_of_threads(threads: Iterable[Thread]) -> dict[int, Article]:
    """Return the article under which each thread stands, those without left out."""
    numbers = [
        int(thread.key.removeprefix(ARTICLE))
        for thread in threads
        if thread.key.startswith(ARTICLE)
    ]
    articles = Article.objects.in_bulk(numbers)
    of_articles = {f"{ARTICLE}{pk}": article for pk, article in articles.items()}
    stories = _list_stories(
        {
            UUID(thread.key.removeprefix(STORY))
            for thread in threads
            if thread.key.startswith(STORY)
        }
    )
    of_stories = {f"{STORY}{story[0].translation_key}": story[0] for story in stories}
    homes = of_articles | of_stories
    return {thread.pk: homes[thread.key] for thread in threads if thread.key in homes}


def _list_stories(keys: set[UUID]) -> list[list[Article]]:
    """Return the published articles of each story, the first one first."""
    articles = Article.objects.filter(translation_key__in=keys, live=True).order_by(
        "translation_key", "id"
    )
    by_story = groupby(articles.defer("body"), key=lambda a: a.translation_key)
    return [list(story) for _key, story in by_story]
