"""The doors of the newsroom: a thing for a reader who asks for it, or NotFound."""

from datetime import date, datetime
from typing import Any

from hiwar.kernel.errors import NotFound

from . import paths
from .models import Article, ArticleAddress, Byline, Section, StandingPage, Topic


class ArticleMoved(NotFound):
    """An old address was asked for: `path` is the article's current one."""

    code = "article_moved"

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path


def article_to_read(
    *, language: str, published_on: date, slug: str, now: datetime
) -> Article:
    """Return the published article at this address.

    Raises NotFound, also for one that is not published now, or ArticleMoved.
    """
    address = ArticleAddress.objects.filter(
        language=language, published_on=published_on, slug=slug
    ).first()
    if address is None:
        raise NotFound
    found = Article.objects.published(now=now).select_related("section", "locale")
    article = found.filter(pk=address.article_id).first()
    if article is None:
        raise NotFound
    if not address.is_current:
        raise ArticleMoved(_current_path(article))
    return article


def _current_path(article: Article) -> str:
    current = article.addresses.get(is_current=True)
    return paths.article_path(current.language, current.published_on, current.slug)


def section_to_read(*, language: str, slug: str) -> Section:
    return _term_to_read(Section, language, slug)


def topic_to_read(*, language: str, slug: str) -> Topic:
    return _term_to_read(Topic, language, slug)


def byline_to_read(*, language: str, slug: str) -> Byline:
    return _term_to_read(Byline, language, slug)


def _term_to_read(model: Any, language: str, slug: str) -> Any:
    terms = model.objects.filter(locale__language_code=language, slug=slug)
    term = terms.select_related("locale").first()
    if term is None:
        raise NotFound
    return term


def standing_page_to_read(*, language: str, slug: str) -> StandingPage:
    """Return a published standing page. Raises NotFound."""
    pages = StandingPage.objects.filter(
        locale__language_code=language, slug=slug, live=True
    )
    page = pages.select_related("locale").first()
    if page is None:
        raise NotFound
    return page
