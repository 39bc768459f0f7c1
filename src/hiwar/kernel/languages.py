"""What languages are called by those who speak them."""

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=64)
def own_name(code: str) -> str:
    """Return `العربية` for `ar`: the language's name in itself, as a title."""
    name = Locale.parse(code, sep="-").get_display_name() or code
    return name[:1].upper() + name[1:]
