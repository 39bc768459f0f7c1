"""Which way a text runs, and in which of our languages it may be written.

Both are cheap guesses from the characters alone. What is quoted and the addresses of
pages are somebody else's words and do not count.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from hiwar.kernel.text import tables

Direction = Literal["ltr", "rtl"]

# A quote begins with > and then a letter, a space or another >; "> 5", as in ">5 %" or
# ">:(", does not. `markup` means the same by it.
QUOTE_MARK: Final = r"[ \t]*>(?![\d=:;.,_<\-/(){}])"
_QUOTED_LINE: Final = re.compile(rf"^{QUOTE_MARK}.*$", re.MULTILINE)
_ADDRESS: Final = re.compile(r"\b(?:https?://|mailto:|www\.)\S+", re.IGNORECASE)

_STRONG: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}

# The languages that are not written in Latin letters, by script (ISO 639, and the
# subtag of BCP 47 that names the script). All others are taken for Latin.
_LANGUAGES: Final = {
    "Arabic": "arab ar arz ary apc fa prs ur ps ckb sd ug ks bal pnb azb",
    "Hebrew": "hebr he yi lad",
    "Cyrillic": "cyrl ru uk be bg mk sr kk ky tg mn tt ba cv ce os sah",
    "Greek": "grek el",
    "Armenian": "armn hy",
    "Georgian": "geor ka",
    "Syriac": "syrc syr arc",
    "Ethiopic": "ethi am ti",
    "Thaana": "thaa dv",
    "Devanagari": "deva hi mr ne sa",
    "Bengali": "beng bn as",
    "Gurmukhi": "guru pa",
    "Gujarati": "gujr gu",
    "Tamil": "taml ta",
    "Telugu": "telu te",
    "Kannada": "knda kn",
    "Malayalam": "mlym ml",
    "Sinhala": "sinh si",
    "Thai": "thai th",
    "Lao": "laoo lo",
    "Myanmar": "mymr my",
    "Khmer": "khmr km",
    "Tibetan": "tibt bo dz",
    "Hangul": "kore hang ko",
    "Hiragana": "jpan hira ja",
    "Katakana": "jpan kana ja",
    "Han": "hans hant hani jpan zh yue ja",
}
_NOT_LATIN: Final = frozenset(" ".join(_LANGUAGES.values()).split())
# Enough to know; the rest of a long text changes nothing.
_LETTERS_READ: Final = 500

UNDETERMINED: Final = "und"


def direction(text: str) -> Direction:
    """Return the way `text` runs: that of its first letter which is its own.

    A text of nothing but quotes and addresses runs as most of it does, and a text
    without letters from left to right.
    """
    return _first_strong(_own_words(text)) or _majority(text) or "ltr"


def language(text: str, *, among: Sequence[str], fallback: str) -> str:
    """Return the language among `among` whose script most letters of `text` have.

    Where several share that script, `fallback` if it is one of them, else the first.
    A text without letters is in `fallback`, one in a script that none of them has
    is "und".
    """
    script = _main_script(_own_words(text)) or _main_script(text)
    if script is None:
        return fallback
    fitting = [code for code in among if _is_written_in(code, script)]
    if not fitting:
        return UNDETERMINED
    return fallback if fallback in fitting else fitting[0]


def strong_direction(text: str) -> Direction | None:
    """Return the direction of the first letter of `text`, as `dir="auto"` finds it."""
    return _first_strong(text)


def _own_words(text: str) -> str:
    return _ADDRESS.sub(" ", _QUOTED_LINE.sub("", text))


def _first_strong(text: str) -> Direction | None:
    for char in text:
        strong = _STRONG.get(unicodedata.bidirectional(char))
        if strong:
            return strong
    return None


def _majority(text: str) -> Direction | None:
    counted = Counter(_STRONG.get(unicodedata.bidirectional(char)) for char in text)
    del counted[None]
    return max(counted, key=counted.__getitem__, default=None)


def _main_script(text: str) -> str | None:
    if len(text) > _LETTERS_READ:
        text = "".join(filter(str.isalpha, text))[:_LETTERS_READ]
    counted: Counter[str] = Counter()
    for char, number in Counter(text).items():
        if char.isalpha():
            counted[tables.script(char)] += number
    for shared in ("Common", "Inherited"):
        del counted[shared]
    return max(counted, key=counted.__getitem__, default=None)


def _is_written_in(code: str, script: str) -> bool:
    """Say whether a language is written in a script, by its code (`sr-Latn` too)."""
    primary, *subtags = code.lower().replace("_", "-").split("-")
    named = next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), None)
    if script == "Latin":
        return named == "latn" or (named is None and primary not in _NOT_LATIN)
    return (named or primary) in _LANGUAGES.get(script, "").split()
