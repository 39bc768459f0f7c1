"""What a name looks like: the one place that says whether two look alike.

A skeleton is for comparing only; nobody should ever read one. Word lists use it too,
so that a word is found however it is dressed up. `tables/make.py` tells which
characters look alike, and where that differs from Unicode's own list.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from hiwar.kernel.text import tables
from hiwar.kernel.text.characters import cap_marks, is_mark

# One ligature can unfold into eighteen letters. Names as long as ours never come near
# this, and columns need an end.
LONGEST_SKELETON: Final = 160

_KEPT_FOR_KANA: Final = frozenset("\u3099\u309a")
_KANA: Final = frozenset({"Hiragana", "Katakana"})
# Read as letters inside words. Zero and one look like letters already.
_FIGURES: Final = str.maketrans("345789@$!", "eastbgasl")
_FIGURE: Final = re.compile(r"[345789$]|[@!](?=[^\W_])")
# Fewer letters than this are in every second name.
_SHORTEST_READ: Final = 3


def skeleton(name: str) -> str:
    """Return what `name` looks like: equal for two names that look alike.

    Case, invisible characters, decorating marks and the kind of separators do not
    count, nor does which of several like letters was typed. A name of nothing but
    separators keeps them, so that no two different ones become the same nothing.
    """
    looked = _look(name)
    words = "".join(map(_spaced, looked.replace("'", ""))).split()
    shown = " ".join(words or looked.split()) or _bare(name)
    return shown[:LONGEST_SKELETON].rstrip()


def skeleton_words(text: str) -> list[str]:
    """Return the skeletons of the words in `text`, for comparing with word lists.

    A word with figures for letters (`b4d`) is listed as typed and as it is read, and
    letters that stand one by one (`b a d`) also as the word they make.
    """
    looked = _look(text)
    words = _words(looked)
    read = [
        word
        for chunk in looked.split()
        if _FIGURE.search(chunk)
        for word in _words(_read_figures(chunk))
    ]
    return words + read + list(_spelled_out(words))


def contains_name(haystack: str, name: str) -> bool:
    """Say whether the bearer of `name` can be read in `haystack`, as whole words.

    Digits beside a name do not hide it (`John2` reads John; Johnson does not). Names
    of one or two letters are never found.
    """
    if sum(map(str.isalnum, name)) < _SHORTEST_READ:
        return False
    sought = _words(_look(name))
    looked = _look(haystack)
    undigited = _look(re.sub(r"\d+", " ", haystack))
    readings = (looked, undigited, _read_figures(looked))
    return any(_stands_in(sought, _words(reading)) for reading in readings)


def _look(text: str) -> str:
    """Return `text` with every character replaced by what it looks like."""
    table = tables.looks()
    # Marks go first: putting thousands of them in order would take seconds.
    text = unicodedata.normalize("NFKD", cap_marks(text.translate(table)))
    text = text.translate(table).casefold()
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", cap_marks("".join(_own_marks(text))))


def _own_marks(text: str) -> Iterator[str]:
    """Yield `text` without marks that belong to another script than their letter."""
    base = ""
    for char in text:
        if not is_mark(char):
            base = char if unicodedata.category(char)[0] in "LN" else ""
        elif char in _KEPT_FOR_KANA:
            if not base or tables.script(base) not in _KANA:
                continue
        elif not base or tables.script(char) != tables.script(base):
            continue
        yield char


def _spaced(char: str) -> str:
    """Return a space for a separator, and a symbol as a word of its own."""
    kind = unicodedata.category(char)
    if kind[0] in "ZP" or kind in {"Cc", "Sm", "Sk"}:
        return " "
    return f" {char} " if kind[0] in "SC" else char


def _words(looked: str) -> list[str]:
    letters = (
        char if unicodedata.category(char)[0] in "LNM" else " "
        for char in looked.replace("'", "")
    )
    return "".join(letters).split()


def _read_figures(looked: str) -> str:
    return _FIGURE.sub(lambda figure: figure[0].translate(_FIGURES), looked)


def _spelled_out(words: list[str]) -> Iterator[str]:
    for is_one_letter, run in groupby(words, _is_one_letter):
        letters = list(run)
        if is_one_letter and len(letters) >= _SHORTEST_READ:
            yield "".join(letters)


def _is_one_letter(word: str) -> bool:
    return len(word) == 1 or word == _look_of_m()


@cache
def _look_of_m() -> str:
    """Return what the one letter looks like that looks like two."""
    return _look("m")


def _stands_in(sought: list[str], words: list[str]) -> bool:
    length = len(sought)
    starts = range(len(words) - length + 1)
    return bool(sought) and any(words[i : i + length] == sought for i in starts)


def _bare(name: str) -> str:
    """Return what is left to compare in a name that only decorates."""
    left = unicodedata.normalize("NFKC", cap_marks(name))
    return "".join(c for c in left if unicodedata.category(c)[0] not in "ZC")
