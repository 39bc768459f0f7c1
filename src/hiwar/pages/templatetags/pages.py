"""What every page's frame needs: the masthead, and the edition's direction."""

from django import template
from django.conf import settings
from django.utils.translation import get_language, get_language_info

from hiwar.newsroom import selectors

register = template.Library()


@register.simple_tag
def get_masthead() -> selectors.Masthead:
    """Return the name, navigation, standing pages and languages of this edition."""
    return selectors.get_masthead(language=get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def absolute(path: str) -> str:
    """Return the whole address of a path on this site."""
    return path if "://" in path else f"{settings.ORIGIN}{path}"


@register.filter
def name_of_language(code: str) -> str:
    """Return what a language calls itself: `العربية`."""
    return get_language_info(code)["name_local"].capitalize()


@register.filter
def direction_of_language(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"
