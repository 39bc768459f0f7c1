"""Lists of stories, newest first, each list in the same few queries at any length."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import F, FilteredRelation, Prefetch, Q

from hiwar.kernel.errors import NotFound
from hiwar.newsroom import paths
from hiwar.newsroom.models import (
    Article,
    Authorship,
    Byline,
    Paper,
    Section,
    Topic,
)
from hiwar.newsroom.models.article import ArticleQuerySet

from .paper import get_paper, thread_key
from .photos import photo_view, with_renditions
from .shapes import LinkView, Listing, Teaser

PAGE = 20
NEWEST_FIRST = ("-first_published_at", "-id")
NUMBER = re.compile("[0-9]{1,18}")
STORY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def published(*, now: datetime) -> ArticleQuerySet:
    """Return what readers may see at `now`, each with its current address."""
    return (
        Article.objects.published(now=now)
        .annotate(
            address=FilteredRelation(
                "addresses", condition=Q(addresses__is_current=True)
            ),
        )
        .filter(address__isnull=False)
        .annotate(
            address_on=F("address__published_on"), address_slug=F("address__slug")
        )
    )


def teasers(
    articles: ArticleQuerySet, *, lead: int | None = None
) -> tuple[Teaser, ...]:
    """Return `articles` in their order as lists show them, `lead` with a wide photo."""
    photos = Prefetch("photo", queryset=with_renditions())
    found = list(
        articles.select_related("section", "locale")
        .defer("body", "shown_under")
        .prefetch_related(photos)
    )
    names = _names_of_bylines([article.pk for article in found])
    paper = get_paper()
    return tuple(
        _teaser(
            article,
            paper,
            bylines=names.get(article.pk, ()),
            kind="story" if article.pk == lead else "teaser",
        )
        for article in found
    )


def _names_of_bylines(ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    rows = Authorship.objects.filter(article_id__in=ids).order_by("sort_order", "id")
    for article_id, name in rows.values_list("article_id", "byline__name"):
        names[article_id] = (*names.get(article_id, ()), name)
    return names


def _teaser(
    article: Article, paper: Paper, *, bylines: tuple[str, ...], kind: str
) -> Teaser:
    language = article.locale.language_code
    return Teaser(
        id=article.pk,
        language=language,
        headline=article.headline,
        standfirst=article.standfirst,
        path=paths.article_path(language, article.address_on, article.address_slug),
        section=LinkView(
            name=article.section.name,
            path=paths.section_path(language, article.section.slug),
        ),
        published_at=article.first_published_at,
        updated_at=article.updated_at,
        photo=photo_view(
            article.photo,
            kind,
            alt=article.photo_alt,
            caption=article.photo_caption,
            credit=article.photo_credit,
        ),
        bylines=bylines,
        thread_key=thread_key(article, paper),
    )


def list_section(*, section: Section, before: str, now: datetime) -> Listing:
    """Return one page of a section's stories, after the cursor `before`.

    Raises NotFound for a cursor that is none.
    """
    found = published(now=now).filter(section=section)
    return _page(found, before, (f"section:{section.pk}",))


def list_topic(*, topic: Topic, before: str, now: datetime) -> Listing:
    """Return one page of a topic's stories. Raises NotFound for a bad cursor."""
    found = published(now=now).filter(subjects__topic=topic)
    return _page(found, before, (f"topic:{topic.pk}",))


def list_byline(*, byline: Byline, before: str, now: datetime) -> Listing:
    """Return one page of someone's stories. Raises NotFound for a bad cursor."""
    found = published(now=now).filter(authorships__byline=byline)
    return _page(found, before, (f"byline:{byline.pk}",))


def list_newest(
    *, language: str, section: Section | None = None, limit: int, now: datetime
) -> tuple[Teaser, ...]:
    """Return the newest stories of an edition, or of one of its sections."""
    found = published(now=now).filter(locale__language_code=language)
    if section:
        found = found.filter(section=section)
    return teasers(found.order_by(*NEWEST_FIRST)[:limit])


def list_teasers(*, ids: Iterable[int], now: datetime) -> tuple[Teaser, ...]:
    """Return those of these articles that readers may see, newest first."""
    return teasers(published(now=now).filter(pk__in=list(ids)).order_by(*NEWEST_FIRST))


def list_teasers_by_thread(
    *, keys: Iterable[str], language: str, now: datetime
) -> dict[str, Teaser]:
    """Return, by the key of its thread, each story of this edition."""
    found = published(now=now).filter(_of_threads(keys), locale__language_code=language)
    # In no order: for one, SQLite would go through all articles of the language.
    shown = teasers(found.order_by())
    return {teaser.thread_key: teaser for teaser in shown}


def find_article_of_thread(*, key: str, language: str, now: datetime) -> Teaser | None:
    """Return the story that is discussed under `key`, in `language` if it can be.

    A story whose languages share one discussion is found in each; one that is not
    published in `language` is found in another.
    """
    found = teasers(published(now=now).filter(_of_threads([key])).order_by("locale_id"))
    same = (teaser for teaser in found if teaser.language == language)
    return next(same, found[0] if found else None)


def _of_threads(keys: Iterable[str]) -> Q:
    """Return the question for the articles that these threads are about."""
    ids: list[int] = []
    stories: list[str] = []
    for key in keys:
        kind, _, name = key.partition(":")
        if kind == "article" and NUMBER.fullmatch(name):
            ids.append(int(name))
        elif kind == "story" and STORY.fullmatch(name):
            stories.append(name)
    return Q(pk__in=ids) | Q(translation_key__in=stories)


def _page(articles: ArticleQuerySet, before: str, changes: tuple[str, ...]) -> Listing:
    if before:
        at, pk = _read_cursor(before)
        articles = articles.filter(
            Q(first_published_at__lt=at) | Q(first_published_at=at, pk__lt=pk)
        )
    found = teasers(articles.order_by(*NEWEST_FIRST)[: PAGE + 1])
    is_more = len(found) > PAGE
    shown = found[:PAGE]
    return Listing(
        teasers=shown,
        next=_write_cursor(shown[-1]) if is_more else "",
        changes=changes,
    )


def _write_cursor(teaser: Teaser) -> str:
    return f"{(teaser.published_at - EPOCH) // timedelta(microseconds=1)}-{teaser.id}"


def _read_cursor(cursor: str) -> tuple[datetime, int]:
    try:
        at, pk = map(int, cursor.split("-"))
        return EPOCH + timedelta(microseconds=at), min(pk, 2**63 - 1)
    except (ValueError, OverflowError):
        raise NotFound from None
