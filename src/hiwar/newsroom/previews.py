"""What is not published yet, shown as the page that it will be.

The page is rendered from the same view by the same template, without the request:
nothing of the editor's session gets into it. The discussion is left out.
"""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation

from . import selectors
from .models import Article, StandingPage


def article(article: Article) -> HttpResponse:
    """Return the page of an article, saved or not, in its own language."""
    view = selectors.get_article_view(article=article, now=timezone.now())
    with translation.override(view.language):
        return _page("pages/article.html", {"article": view, "path": view.path})


def standing_page(page: StandingPage) -> HttpResponse:
    """Return a standing page, saved or not, in its own language."""
    view = selectors.get_standing_page_view(page=page)
    with translation.override(page.locale.language_code):
        return _page("pages/standing.html", {"standing": view, "path": view.path})


def _page(template: str, context: dict[str, object]) -> HttpResponse:
    return HttpResponse(render_to_string(template, context))
