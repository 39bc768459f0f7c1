"""Blanks and line ends of a text, which are cleaned here and given back as they came.

What is kept of them holds no word of the text itself.
"""

import re
import unicodedata
from typing import Any, Final

_LINE_END: Final = re.compile(r"\r\n?|\n")
_BLANKS: Final = re.compile(r"\s+")


def ends_of(text: str) -> list[str]:
    """Return how the lines of `text` end and what blanks follow the last of them.

    Empty if each ends in `\\n` and nothing follows: so it is kept here.
    """
    kept = text.rstrip()
    ends = _LINE_END.findall(kept)
    after = text[len(kept) :]
    return [*ends, after] if after or set(ends) - {"\n"} else []


def end_again(text: str, ends: list[str] | None) -> str:
    """Return `text` with its lines ending as they did, if there are as many still."""
    lines = text.split("\n")
    if not ends or len(lines) != len(ends):
        return text
    return _interleave(lines, ends)


def blanks_of(name: str, *, kept: str) -> dict[str, Any]:
    """Return how to spell `name` as it came from what is `kept` of it."""
    if name == kept:
        return {}
    words = _BLANKS.split(name.strip())
    first = name[: len(name) - len(name.lstrip())]
    last = name[len(name.rstrip()) :]
    between = _BLANKS.findall(name.strip())
    how: dict[str, Any] = {"blanks": [first, *between, last]}
    if any(word != unicodedata.normalize("NFC", word) for word in words):
        how["form"] = "NFD"
    return how if blank_again(kept, how) == name else {}


def blank_again(name: str, how: dict[str, Any] | None) -> str:
    """Return `name` spelled as it came, if it has as many words still."""
    words = name.split(" ")
    if not how or len(words) + 1 != len(how["blanks"]):
        return name
    spelled = _interleave(["", *words], how["blanks"])
    return unicodedata.normalize(how["form"], spelled) if "form" in how else spelled


def _interleave(words: list[str], blanks: list[str]) -> str:
    return "".join(map("".join, zip(words, blanks, strict=True)))
