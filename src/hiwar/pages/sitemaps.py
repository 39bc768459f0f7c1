"""Sitemaps (sitemaps.org 0.9) and Google's news sitemap of the last 48 hours."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hiwar.kernel.errors import NotFound
from hiwar.newsroom import selectors, topics

from .public import answer, printable, public

XML = "application/xml; charset=utf-8"
NEWS_HOURS = 48
NEWS_LONGEST = 1000
# How long a story may stand there after its 48 hours.
NEWS_VALID_FOR = timedelta(minutes=5)


@public
def index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps: as many as the stories need."""
    pages = range(1, selectors.count_sitemap_pages(now=timezone.now()) + 1)
    return answer(
        request,
        "pages/sitemap_index.xml",
        {"pages": pages},
        shows=_fronts(),
        content_type=XML,
    )


@public
def articles(request: HttpRequest, page: int) -> HttpResponse:
    """One part of all stories, each with its other languages."""
    addresses = selectors.list_addresses(page=page, now=timezone.now())
    if not addresses:
        raise NotFound
    return answer(
        request,
        "pages/sitemap.xml",
        {"addresses": addresses},
        shows=_fronts(),
        content_type=XML,
    )


@public
def news(request: HttpRequest) -> HttpResponse:
    """The stories of the last 48 hours, in all languages, as news readers want them."""
    now = timezone.now()
    stories = selectors.list_recent(hours=NEWS_HOURS, limit=NEWS_LONGEST, now=now)
    mastheads = {
        language: selectors.get_masthead(language=language)
        for language in {story.language for story in stories}
    }
    entries = [
        (story, printable(story.headline), printable(mastheads[story.language].name))
        for story in stories
    ]
    return answer(
        request,
        "pages/sitemap_news.xml",
        {"entries": entries},
        shows=_fronts(),
        valid_until=now + NEWS_VALID_FOR,
        content_type=XML,
    )


def _fronts() -> list[str]:
    """Return what is recorded whenever any story comes, moves or goes."""
    return [topics.front(language) for language, _name in selectors.list_languages()]
