"""The paper as a whole: its settings, its editions, what frames every page."""

from uuid import UUID

from wagtail.models import Locale

from hiwar.kernel import prepared
from hiwar.kernel.kept import Made, kept
from hiwar.kernel.languages import own_name
from hiwar.newsroom import paths, topics
from hiwar.newsroom.models import Article, Edition, Paper, StandingPage

from .bodies import list_parts
from .photos import photo_view, with_renditions
from .shapes import (
    LanguageView,
    LinkView,
    Masthead,
    PhotoView,
    StandingPageView,
    TranslationView,
)

_PAPER = prepared.Query(lambda: Paper.objects.order_by("id")[:1])


def get_paper() -> Paper:
    """Return the paper's settings, or what a new paper starts with."""
    return _PAPER.first() or Paper()


def list_languages() -> list[tuple[str, str]]:
    """Return code and own name of every language with an edition, the first one first.

    A paper that is not founded yet has the languages that Wagtail knows.
    """
    locales = Locale.objects.order_by("id")
    founded = locales.filter(edition__isnull=False)
    return [
        (locale.language_code, own_name(locale.language_code))
        for locale in founded or locales
    ]


def get_masthead(*, language: str) -> Masthead:
    """Return what frames every page of the edition in `language`."""
    return kept(
        ("masthead", language), lambda: Made(_make_masthead(language), [topics.PAPER])
    )


def _make_masthead(language: str) -> Masthead:
    paper = get_paper()
    edition = Edition.objects.filter(locale__language_code=language).first()
    return Masthead(
        language=language,
        name=edition.name if edition else "",
        tagline=edition.tagline if edition else "",
        logo=_get_logo(paper),
        navigation=_list_navigation(edition, language),
        standing=_list_standing_pages(language),
        languages=tuple(
            LanguageView(code=code, name=name, path=paths.front_path(code))
            for code, name in list_languages()
        ),
    )


def _get_logo(paper: Paper) -> PhotoView | None:
    if paper.logo_id is None:
        return None
    return photo_view(with_renditions().get(pk=paper.logo_id), "logo")


def _list_navigation(edition: Edition | None, language: str) -> tuple[LinkView, ...]:
    if edition is None:
        return ()
    links = edition.navigation.select_related("section").order_by("sort_order", "id")
    return tuple(
        LinkView(
            name=link.words or link.section.name,
            path=paths.section_path(language, link.section.slug)
            if link.section
            else link.address,
        )
        for link in links
        if link.section or (link.words and link.address)
    )


def _list_standing_pages(language: str) -> tuple[LinkView, ...]:
    pages = StandingPage.objects.filter(locale__language_code=language, live=True)
    return tuple(
        LinkView(name=page.title, path=paths.standing_path(language, page.slug))
        for page in pages.only("title", "slug").order_by("position", "id")
    )


def get_standing_page_view(*, page: StandingPage) -> StandingPageView:
    """Return a standing page as readers see it, with its other languages."""
    language = page.locale.language_code
    others = page.get_translations().filter(live=True).select_related("locale")
    return StandingPageView(
        title=page.title,
        path=paths.standing_path(language, page.slug),
        body=list_parts(body=page.body),
        translations=tuple(
            TranslationView(
                language=other.locale.language_code,
                title=other.title,
                path=paths.standing_path(other.locale.language_code, other.slug),
            )
            for other in others.order_by("locale_id")
        ),
        changes=(f"standing:{page.pk}",),
    )


def thread_key(article: Article, paper: Paper) -> str:
    """Return under which key readers discuss `article`: its own, or its story's."""
    return thread_key_of(article.pk, article.translation_key, paper)


def thread_key_of(article_id: int, story: UUID, paper: Paper) -> str:
    """Return what `thread_key` does, of an article that is not loaded."""
    if paper.conversation == Paper.Conversation.STORY:
        return f"story:{story}"
    return f"article:{article_id}"
