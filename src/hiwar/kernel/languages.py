"""What languages are called: by those who speak them, and in the active language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language


@lru_cache(maxsize=64)
def own_name(code: str) -> str:
    """Return `العربية` for `ar`: the language's name in itself, as a title."""
    name = Locale.parse(code, sep="-").get_display_name() or code
    return name[:1].upper() + name[1:]


def name_here(code: str) -> str:
    """Return `Arabic` for `ar`, in the active language; an unknown code as it is."""
    ours = dict(settings.LANGUAGES).get(code)
    if ours:
        return str(ours)
    return _name_in(code, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=256)
def _name_in(code: str, language: str) -> str:
    try:
        name = Locale.parse(code, sep="-").get_display_name(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return code
    return name or code
