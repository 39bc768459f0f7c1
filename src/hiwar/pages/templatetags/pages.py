"""What every page's frame needs: the masthead, and the edition's direction."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_info,
    override,
    pgettext,
)

from hiwar.newsroom import selectors

register = template.Library()

FACES = {
    "arabic": (
        "noto-naskh-arabic-arabic-wght-normal.woff2",
        "ibm-plex-sans-arabic-arabic-400-normal.woff2",
    ),
    "latin": (
        "source-serif-4-latin-wght-normal.woff2",
        "ibm-plex-sans-latin-400-normal.woff2",
    ),
}


@register.simple_tag(takes_context=True)
def get_masthead(context: template.Context) -> "selectors.Masthead":
    """Return the name, navigation, standing pages and languages of this edition.

    A view that needed it itself has left it in the context.
    """
    return context.get("masthead") or selectors.get_masthead(
        language=get_language() or settings.LANGUAGE_CODE
    )


@register.simple_tag
def absolute(path: str) -> str:
    """Return the whole address of a path on this site."""
    return path if "://" in path else f"{settings.ORIGIN}{path}"


@register.filter
def direction_of_language(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


@register.filter
def of(counts: dict[str, int], key: str) -> int:
    """Return the count of `key`, 0 for what nobody has counted."""
    return counts.get(key, 0)


@register.simple_tag
def faces() -> list[str]:
    """Return the addresses of the faces that a page of this language needs first."""
    script = "arabic" if get_language_bidi() else "latin"
    return [static(f"pages/fonts/{name}") for name in FACES[script]]


@register.filter
def path_in(translations: "Iterable[selectors.TranslationView]", code: str) -> str:
    """Return the address of this page in the language `code`, or nothing."""
    return next((other.path for other in translations if other.language == code), "")


@register.simple_tag(takes_context=True)
def same_page_in(context: template.Context, other: "selectors.LanguageView") -> str:
    """Return this page's address in another edition, or that edition's front page.

    For pages that are in every language at the same address: one reader's own, say.
    What answers a form may have no address; a view then says `same_page` itself.
    """
    request = context.get("request")
    path = request.get_full_path() if request else context.get("path")
    here: str = context.get("same_page") or path or ""
    there: str = translate_url(here, other.code)
    return other.path if there == here else there


@register.simple_tag
def read_this_story_in(code: str) -> str:
    """Return the invitation to read a story in `code`, said in that language."""
    with override(code):
        return pgettext("name your own language", "Read this story in English")
