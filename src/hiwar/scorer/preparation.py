"""Words as they were meant: what people do to get past a filter is undone here.

A text becomes words, each with its form and where it stands in what was written, and
one readable text for the encoder. Letters that stand apart are put together, figures
and stars for letters are read, stretched letters are shortened, look-alikes of other
scripts go back to Latin, and Arabic spelling is folded. `kernel.text.skeleton` says
what two *names* look like; here words must stay readable (there `m` looks like `rn`),
so its table is used and its result is not.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from hiwar.kernel.text import tables
from hiwar.scorer import lexicon

# Nobody reads more before judging, and a worker must not either.
LONGEST_TEXT: Final = 4_000
_MOST_CACHED: Final = 50_000

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.]*|@[\w.]+\b|@url\b"
)
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
)
_LETTER: Final = rf"[^\W_]|[{_MARKS}{_INVISIBLE}]"
_WORD: Final = re.compile(
    # Signs that stand for a first letter, as in @ss and *diot.
    rf"[*@$€!|+]{{0,2}}[^\W_](?:{_LETTER}|[*'’]|[@$€!|+#](?=[@$€!|+#]{{0,2}}[^\W_]))*"
)
# f u c k, f.u.c.k, ك ل ب: letters one by one, with the same few things between.
_SPELLED: Final = re.compile(
    rf"(?<![^\W_])[^\W\d_][{_MARKS}{_INVISIBLE}]*"
    rf"(?:(?:[ .\-_*·•/,~]{{1,2}})[^\W\d_][{_MARKS}{_INVISIBLE}]*){{2,}}(?![^\W_])"
)
_INVISIBLES: Final = re.compile(f"[{_INVISIBLE}]")
_MARKED: Final = re.compile(f"[{_MARKS}]")
_APART: Final = re.compile(r"[\W_]+")
_LEET: Final = str.maketrans("0134578@$€!|+", "oieastbaseilt")
_LEETED: Final = re.compile(r"[0134578@$€!|+]")
_COUNTED: Final = re.compile(
    r"[$€]?\d[\d.,]*(?:st|nd|rd|th|s|am|pm|k|m|mm|cm|km|kg|g|bn|mn|h|x|d|p)?",
    re.IGNORECASE,
)
# Those count something (covid19) or play with sound (gr8): no letters.
_LAST_FIGURES: Final = re.compile(r"\d+\Z")
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")
_TWICE: Final = re.compile(r"([^\W\d_])\1+")
_ARABIC_FOLDS: Final = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىئ", "ي")
    | {"ة": "ه", "ؤ": "و", "ک": "ك", "گ": "ك", "ی": "ي", "پ": "ب", "چ": "ج", "ڤ": "ف"}
)
_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LATIN: Final = re.compile("[a-zA-Z]")


class Word(NamedTuple):
    """A word: the `form` that is compared, and its place in the text as written."""

    form: str
    start: int
    end: int


class Prepared(NamedTuple):
    """A text ready to be scored."""

    words: tuple[Word, ...]
    # For the encoder: forms in place of the words, everything else as written.
    readable: str


def prepare(text: str, *, has_figures_as_letters: bool = False) -> Prepared:
    """Return the words of `text` as they were meant.

    With `has_figures_as_letters` figures inside words stay, as Arabic in Latin
    letters needs them (7mar).
    """
    text = text[:LONGEST_TEXT]
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(_blank, text)
    words: list[Word] = []
    parts: list[str] = []
    end = 0
    for word, read in _read(text, keeps_figures=has_figures_as_letters):
        words.append(word)
        parts += (text[end : word.start], read)
        end = word.end
    parts.append(text[end:])
    return Prepared(words=tuple(words), readable=_squeeze("".join(parts)))


def _read(text: str, *, keeps_figures: bool) -> list[tuple[Word, str]]:
    spelled = {match.start(): match.end() for match in _SPELLED.finditer(text)}
    found = []
    for start, end in _spans(text, spelled):
        written = text[start:end]
        if start in spelled:
            written = _APART.sub("", written)
        form, read = _meant(written, keeps_figures)
        if form:
            found.append((Word(form, start, end), read))
    return _joined(found)


def _spans(text: str, spelled: dict[int, int]) -> list[tuple[int, int]]:
    """Return where words begin and end; `spelled` are words of letters one by one."""
    if not spelled:
        return [match.span() for match in _WORD.finditer(text)]
    found = []
    position = 0
    while match := _WORD.search(text, position):
        start, end = match.span()
        position = spelled.get(start, end)
        found.append((start, position))
    return found


def _joined(found: list[tuple[Word, str]]) -> list[tuple[Word, str]]:
    """Put together what was parted inside a bad word: `id.iot`, `stu pid`."""
    joined: list[tuple[Word, str]] = []
    bad, common = lexicon.unmistakable(), lexicon.common()
    before, start, end = "", 0, -1
    for word, read in found:
        form = before + word.form
        if (
            word.start - end == 1
            and form in bad
            and form.isascii()
            and joined
            and not (before in common and word.form in common)
        ):
            joined[-1] = (Word(form, start, word.end), form)
        else:
            joined.append((word, read))
        before, start, end = joined[-1][0]
    return joined


@lru_cache(maxsize=_MOST_CACHED)
def _meant(written: str, keeps_figures: bool) -> tuple[str, str]:
    """Return the form of one word for comparing, and how the encoder should read it."""
    word = _plain(written)
    if word.isascii() and word.isalpha() and not _STRETCHED.search(word):
        return word, word
    if _ARABIC.search(word):
        return _arabic(word)
    if _COUNTED.fullmatch(word):
        return "0", word
    if not keeps_figures and _LEETED.search(word) and _LATIN.search(word):
        word = _LAST_FIGURES.sub("", word).translate(_LEET)
    if "*" in word:
        word = lexicon.uncensored(word) or word.replace("*", "")
    word = word.strip("'’").replace("’", "'")
    return (_shortened(word),) * 2


def _plain(written: str) -> str:
    """Return the small letters of `written` without what only decorates them."""
    if written.isascii():
        return written.lower()
    word = unicodedata.normalize("NFKC", _INVISIBLES.sub("", written))
    word = _MARKED.sub("", word)
    if _LATIN.search(word) and not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = _MARKED.sub("", word).translate(_latin_looks())
    return unicodedata.normalize("NFC", word.lower())


@lru_cache(maxsize=1)
def _latin_looks() -> dict[int, str]:
    """Return Cyrillic and Greek letters that look like one Latin letter."""
    # The tables say that i looks like l, which helps names and harms words.
    dotted = dict.fromkeys(map(ord, "іιӏ"), "i")
    return {
        point: look
        for point, look in tables.looks().items()
        if look
        and len(look) == 1
        and look.isascii()
        and look.isalpha()
        and point > 0x36F
        and not _ARABIC.match(chr(point))
    } | dotted


def _arabic(word: str) -> tuple[str, str]:
    word = _STRETCHED.sub(r"\1", word.replace("*", "").strip("'’"))
    return fold_arabic(word), word


def fold_arabic(word: str) -> str:
    """Return `word` without the differences of spelling that nobody keeps to."""
    return word.translate(_ARABIC_FOLDS)


def _shortened(word: str) -> str:
    if not _STRETCHED.search(word):
        return word
    once = _TWICE.sub(r"\1", word)
    twice = _STRETCHED.sub(r"\1\1", word)
    return once if once in lexicon.known() else twice


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _blank(match: re.Match[str]) -> str:
    """Leave room for what is not read, so that places stay what they were."""
    return " " * len(match[0])
