"""The words of a headline as they stand in an address, in any script."""

import unicodedata
from typing import Final

from hiwar.kernel.text.characters import ZWNJ, is_decoration, is_invisible, is_mark

LONGEST_SLUG: Final = 80
_LONGEST_READ: Final = 1000
_WITHOUT_WORDS: Final = "story"
_TATWEEL: Final = "\u0640"
_APOSTROPHES: Final = frozenset("'\u2019\u2018\u02bc\u02bb`")


def slugify(headline: str) -> str:
    """Return the words of `headline` for an address, never empty.

    Letters and digits of every script stay, small; harakat and tatweel go; all else
    parts words. It ends with a whole word within LONGEST_SLUG characters.
    """
    text = unicodedata.normalize("NFKC", headline[:_LONGEST_READ]).lower()
    words = "".join(map(_slugged, text)).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > LONGEST_SLUG:
            break
        slug = longer
    return slug or "".join(words)[:LONGEST_SLUG] or _WITHOUT_WORDS


def _slugged(char: str) -> str:
    if char == ZWNJ:
        return " "  # می‌شود is written as two parts
    if char == _TATWEEL or char in _APOSTROPHES or is_invisible(char):
        return ""
    if is_mark(char):
        return "" if is_decoration(char) else char
    return char if unicodedata.category(char)[0] in "LN" else " "
