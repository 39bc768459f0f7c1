"""Sitemaps (sitemaps.org 0.9) and Google's news sitemap of the last 48 hours."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hiwar.kernel.errors import NotFound
from hiwar.newsroom import selectors

from .public import answer, printable

XML = "application/xml; charset=utf-8"
NEWS_HOURS = 48
NEWS_LONGEST = 1000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of sitemaps: as many as the stories need."""
    pages = range(1, selectors.count_sitemap_pages(now=timezone.now()) + 1)
    return answer(
        request, "pages/sitemap_index.xml", {"pages": pages}, content_type=XML
    )


@require_safe
def articles(request: HttpRequest, page: int) -> HttpResponse:
    """One part of all stories, each with its other languages."""
    addresses = selectors.list_addresses(page=page, now=timezone.now())
    if not addresses:
        raise NotFound
    return answer(
        request, "pages/sitemap.xml", {"addresses": addresses}, content_type=XML
    )


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The stories of the last 48 hours, in all languages, as news readers want them."""
    stories = selectors.list_recent(
        hours=NEWS_HOURS, limit=NEWS_LONGEST, now=timezone.now()
    )
    mastheads = {
        language: selectors.get_masthead(language=language)
        for language in {story.language for story in stories}
    }
    entries = [
        (story, printable(story.headline), printable(mastheads[story.language].name))
        for story in stories
    ]
    return answer(
        request, "pages/sitemap_news.xml", {"entries": entries}, content_type=XML
    )
