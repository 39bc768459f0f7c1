"""Words of one paragraph with their emphasis and links, whatever the nesting was.

Each run of words knows how it looks. Written out, the tags are always well nested,
however they were opened and closed.
"""

import html
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Look:
    href: str = ""
    is_strong: bool = False
    is_em: bool = False


Run = tuple[str, Look]


@dataclass
class Runs:
    """Collects words; `open` and `close` say how the next ones look."""

    _runs: list[Run] = field(default_factory=list)
    _href: str = ""
    _strong: int = 0
    _em: int = 0

    def add(self, text: str, *, keeps_blanks: bool = False) -> None:
        """Add words; white space shrinks as it does on a page."""
        if not keeps_blanks:
            text = _BLANKS.sub(" ", text)
            if text.startswith(" ") and self._ends_blank():
                text = text[1:]
        if text:
            self._runs.append((text, self._look()))

    def end_line(self) -> None:
        """End a line within the paragraph; not at its start, nor twice."""
        while self._runs and self._runs[-1][0].rstrip(" ") == "":
            self._runs.pop()
        if self._runs:
            text, look = self._runs[-1]
            self._runs[-1] = (text.rstrip(" "), look)
            if not text.endswith("\n"):
                self._runs.append(("\n", look))

    def open(self, kind: str, href: str = "") -> None:
        if kind == "a":
            # A link ends where the next one begins, and they are not one word.
            if href and self._runs and self._runs[-1][1].href:
                self.add(" ")
            self._href = href
        elif kind == "strong":
            self._strong += 1
        else:
            self._em += 1

    def close(self, kind: str) -> None:
        if kind == "a":
            self._href = ""
        elif kind == "strong":
            self._strong = max(0, self._strong - 1)
        else:
            self._em = max(0, self._em - 1)

    def take(self, *, keeps_indent: bool = False) -> list[Run]:
        """Return what was collected, without blanks at its ends, and begin again."""
        runs, self._runs = self._runs, []
        while runs and not _strip(runs[-1][0]):
            runs.pop()
        if runs:
            runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
        while runs and not keeps_indent and not _strip(runs[0][0]):
            runs.pop(0)
        if runs and not keeps_indent:
            runs[0] = (runs[0][0].lstrip(" \n"), runs[0][1])
        return runs if any(_strip(text) for text, _look in runs) else []

    def _look(self) -> Look:
        return Look(self._href, self._strong > 0, self._em > 0)

    def _ends_blank(self) -> bool:
        return not self._runs or self._runs[-1][0][-1] in " \n"


def _strip(text: str) -> str:
    return text.strip().strip(_NO_BREAK_SPACE)


def plain(runs: list[Run]) -> str:
    """Return the words alone."""
    return "".join(text for text, _look in runs)


def to_html(runs: list[Run], *, with_strong: bool = True) -> str:
    """Return the words as a sentence of an archive: `<a>`, `<strong>`, `<em>`."""
    parts = []
    for href, linked in groupby(runs, key=lambda run: run[1].href):
        inside = []
        for is_strong, strong in groupby(linked, key=lambda run: run[1].is_strong):
            words = "".join(_emphasised(text, look) for text, look in strong)
            is_marked = is_strong and with_strong
            inside.append(f"<strong>{words}</strong>" if is_marked else words)
        words = "".join(inside)
        parts.append(f'<a href="{html.escape(href)}">{words}</a>' if href else words)
    return "".join(parts)


def _emphasised(text: str, look: Look) -> str:
    escaped = html.escape(text, quote=False)
    return f"<em>{escaped}</em>" if look.is_em else escaped
