"""What kind of character this is: the questions that names and bodies both ask."""

import unicodedata
from typing import Final

from hiwar.kernel.text import tables

# Embeddings, overrides and isolates: they turn whatever follows, up to their end.
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# The marks: each counts as one invisible letter of its direction and turns no other.
DIRECTION_MARKS: Final = frozenset("\u200e\u200f\u061c")
BIDI_CONTROLS: Final = TURNING | DIRECTION_MARKS

ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"

# Letters and symbols by category that nevertheless show nothing.
_BLANKS: Final = frozenset(
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159\U00016fe4"
)
# Format characters that do show something: the Arabic signs that enclose numbers.
_SHOWN_FORMATS: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
    "\U000110bd\U000110cd"
)
_DECORATED: Final = frozenset(
    ("Inherited", "Common", "Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Syriac")
)
# Inherited too, but が is another letter than か.
_KANA_VOICING: Final = frozenset("\u3099\u309a")
# Most marks on one letter in correct text: Arabic has three, so this is generous.
MOST_MARKS: Final = 4


def is_mark(char: str) -> bool:
    """Say whether `char` is drawn on the letter before it."""
    return unicodedata.category(char)[0] == "M"


def is_invisible(char: str) -> bool:
    """Say whether `char` shows nothing and takes no room that anybody expects."""
    if char.isascii():
        return False
    if unicodedata.category(char) == "Cf":
        return char not in _SHOWN_FORMATS
    return char in _BLANKS or char == "\u034f" or is_selector(char)


def is_selector(char: str) -> bool:
    """Say whether `char` chooses between two forms of the character before it."""
    return (
        "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or "\u180b" <= char <= "\u180f"
    )


def is_visible(char: str) -> bool:
    """Say whether `char` alone leaves something to be seen on the page."""
    kind = unicodedata.category(char)
    return kind[0] not in "ZCM" or (kind == "Cn" and not is_noncharacter(char))


def is_noncharacter(char: str) -> bool:
    """Say whether Unicode will never give `char` a meaning."""
    return ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def is_pictograph(char: str) -> bool:
    """Say whether `char` is an emoji, or a symbol that can be drawn as one.

    Those that are younger than this Python's tables count too.
    """
    kind = unicodedata.category(char)
    return kind in {"So", "Sk"} or (
        kind == "Cn" and "\U0001f000" <= char < "\U0001fb00"
    )


def is_decoration(mark: str) -> bool:
    """Say whether `mark` can go and leave the same word, as harakat can.

    In other alphabets marks are vowels, without which a word is not the same word.
    """
    return tables.script(mark) in _DECORATED and mark not in _KANA_VOICING


def cap_marks(text: str) -> str:
    """Return `text` with at most MOST_MARKS marks on one letter.

    What correct text in any script needs stays as it was.
    """
    # Few texts have any marks, and none has many different characters.
    if text.isascii() or not any(map(is_mark, set(text))):
        return text
    kept = []
    marks = 0
    for char in text:
        if not is_mark(char):
            marks = 0
        elif not is_selector(char):
            marks += 1
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)
