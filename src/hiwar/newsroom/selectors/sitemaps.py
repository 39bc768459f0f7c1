"""What search engines are told: every address, and the stories of the last hours."""

from datetime import datetime, timedelta
from math import ceil

from hiwar.newsroom import paths
from hiwar.newsroom.models import Article

from .shapes import AddressView, Teaser
from .teasers import NEWEST_FIRST, published, teasers

A_PAGE = 10_000


def count_sitemap_pages(*, now: datetime) -> int:
    """Return how many pages `list_addresses` has, at least one.

    By the highest number of an article, so that a page keeps its stories.
    """
    newest = Article.objects.published(now=now).order_by("-id").first()
    return max(1, ceil((newest.pk if newest else 0) / A_PAGE))


def list_addresses(*, page: int, now: datetime) -> list[AddressView]:
    """Return the addresses of one page of the sitemap, each with its languages."""
    last = page * A_PAGE
    rows = (
        published(now=now)
        .filter(pk__gt=last - A_PAGE, pk__lte=last)
        .order_by("id")
        .values_list(
            "translation_key",
            "locale__language_code",
            "address_on",
            "address_slug",
            "first_published_at",
            "updated_at",
        )
    )
    stories = [(row[0], row[1], paths.article_path(*row[1:4]), row[4:]) for row in rows]
    languages = _languages_of({story[0] for story in stories}, now)
    return [
        AddressView(
            path=path,
            changed_at=updated_at or published_at,
            alternates=languages.get(key, ())
            if len(languages.get(key, ())) > 1
            else (),
        )
        for key, _, path, (published_at, updated_at) in stories
    ]


def _languages_of(keys: set, now: datetime) -> dict:
    """Return, by story, its languages and their paths."""
    found: dict = {}
    rows = (
        published(now=now)
        .filter(translation_key__in=keys)
        .order_by("locale_id")
        .values_list(
            "translation_key", "locale__language_code", "address_on", "address_slug"
        )
    )
    for key, language, day, slug in rows:
        path = paths.article_path(language, day, slug)
        found[key] = (*found.get(key, ()), (language, path))
    return found


def list_recent(*, hours: int, limit: int, now: datetime) -> tuple[Teaser, ...]:
    """Return the stories first published in the last `hours`, newest first."""
    since = now - timedelta(hours=hours)
    found = published(now=now).filter(first_published_at__gt=since)
    return teasers(found.order_by(*NEWEST_FIRST)[:limit])
