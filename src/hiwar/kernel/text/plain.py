"""A rendered comment as readable plain text, for mails, feeds and search engines."""

from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

_QUOTE: Final = "> "
_INDENT: Final = "  "
_LISTS: Final = frozenset({"ul", "ol"})
# A page that changes shows mostly what it showed before.
TEXTS_KEPT: Final = 2048


@lru_cache(maxsize=TEXTS_KEPT)
def plain(html: str) -> str:
    """Return the words of a rendered comment: `> ` before quotes, `- ` before items."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects lines with what stands before them and how far they are apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._written: list[str] = []
        self._line: list[str] = []
        # The next number of each list that is open, None for one without numbers.
        self._lists: list[int | None] = []
        self._quotes = 0
        self._marker = ""
        self._line_ends = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        attributes = dict(attrs)
        if tag == "blockquote":
            self._quotes += 1
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            self._lists.append(int(attributes.get("start") or 1))
        elif tag == "li" and self._lists:
            self._marker = self._next_marker(attributes.get("value"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS and self._lists:
            self._end_line(1)
            self._lists.pop()
        elif tag == "blockquote":
            self._end_line(2)
            self._quotes = max(self._quotes - 1, 0)
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self._line.append(data)

    def text(self) -> str:
        self._end_line(0)
        return "".join(self._written)

    def _part(self, tag: str) -> None:
        """End the line where `tag` does, and begin a paragraph where it does."""
        if tag in {"br", "li"} or (tag in _LISTS and self._lists):
            self._end_line(1)
        elif tag in {"p", "blockquote"} or tag in _LISTS:
            self._end_line(2)

    def _next_marker(self, value: str | None) -> str:
        number = self._lists[-1]
        if number is None:
            return "- "
        number = int(value) if value else number
        self._lists[-1] = number + 1
        return f"{number}. "

    def _end_line(self, line_ends: int) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if line:
            if self._written:
                self._written.append("\n" * self._line_ends)
            indent = _INDENT * (len(self._lists) - bool(self._marker))
            before = _QUOTE * self._quotes + indent + self._marker
            self._written.append(before + line)
            self._marker = ""
            self._line_ends = 0
        self._line_ends = max(self._line_ends, line_ends)
