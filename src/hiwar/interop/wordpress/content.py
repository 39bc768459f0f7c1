"""What a post says, as the parts of a story: every word of it, nothing of its look.

Classic posts are text in which an empty line ends a paragraph; those of the block
editor are HTML between comments. Both are read alike but for the lines.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Final, Protocol, TypeVar
from urllib.parse import urljoin

from hiwar.interop.archive.inline import is_safe_address
from hiwar.interop.archive.parsing import LONGEST_ALT

from . import sinks
from .runs import Runs, plain
from .shortcodes import expand
from .sinks import Part, Sink
from .tokens import Tag, Text, cut

_BLOCKS: Final = re.compile(r"<!--\s*wp:[a-z]")
_LINES: Final = re.compile(r"\r\n?|\n")
_EMPTY_LINES: Final = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_BARE_ADDRESS: Final = re.compile(r"https?://\S+")
_IMAGE_NUMBER: Final = re.compile(r"wp-image-(\d+)")
# More sinks in one another than any page has; deeper ones only part paragraphs.
_DEEPEST: Final = 40

_INLINE: Final = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
}
# Blocks whose words are strong.
_TITLES: Final = frozenset({"dt", "summary", "legend", "caption"})
_BLOCKS_ONLY: Final = frozenset(
    {
        *("address", "article", "aside", "body", "button", "center", "dd", "details"),
        *("dialog", "dir", "div", "dl", "fieldset", "footer", "form", "header"),
        *("hgroup", "hr", "html", "main", "menu", "nav", "optgroup", "option", "p"),
        *("section", "table", "tbody", "textarea", "tfoot", "thead", "title"),
    }
)
_MEDIA: Final = frozenset({"iframe", "embed", "video", "audio", "source", "object"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS: Final = frozenset({"ul", "ol"})
_CELLS: Final = frozenset({"td", "th"})


AnySink = TypeVar("AnySink", bound=Sink)


class Pictures(Protocol):
    """Finds the files of pictures, where any were given."""

    def find(self, address: str, number: str = "") -> str | None:
        """Return the name in the archive of the picture at an address, or None."""

    def gallery(self, ids: str) -> list[Part]:
        """Return the parts that stand for a gallery."""


def to_parts(source: str, *, base: str, pictures: Pictures) -> list[Part]:
    """Return the parts of a post's content; links are resolved against `base`."""
    reader = Reader(base=base, pictures=pictures, is_classic=not _BLOCKS.search(source))
    return reader.read(expand(source))


class Reader:
    """Follows the tags, with a stack of the sinks that are open.

    With `keeps_lines` a line that ends stays in its paragraph, as comments have it;
    else it ends the paragraph: a story has no lines. Without `pictures` none is taken.
    """

    def __init__(
        self,
        *,
        base: str,
        pictures: Pictures | None = None,
        is_classic: bool = True,
        keeps_lines: bool = False,
    ) -> None:
        self._base = base
        self._pictures = pictures
        self._is_classic = is_classic
        self._keeps_lines = keeps_lines
        self._runs = Runs()
        self._sinks: list[tuple[str, Sink]] = [("", sinks.Flow())]

    def read(self, source: str) -> list[Part]:
        for token in cut(source):
            if isinstance(token, Text):
                self._text(unescape(token.text))
            elif token.is_end:
                self._end(token.name)
            else:
                self._start(token)
        while len(self._sinks) > 1:
            self._close()
        self._flush()
        return self._sink.close()

    # Text

    @property
    def _sink(self) -> Sink:
        return self._sinks[-1][1]

    def _text(self, text: str) -> None:
        if self._sink.is_pre:
            self._lines(text, keeps_blanks=True)
        elif self._is_classic and self._sink.is_flow:
            self._paragraphs(text, self._lines)
        elif len(self._sinks) == 1:
            # Between blocks: what the block editor calls classic.
            self._paragraphs(text, self._runs.add)
        else:
            self._runs.add(text)

    def _paragraphs(self, text: str, add: Callable[[str], None]) -> None:
        first, *others = _EMPTY_LINES.split(text)
        add(first)
        for other in others:
            self._flush()
            add(other)

    def _lines(self, text: str, *, keeps_blanks: bool = False) -> None:
        first, *others = _LINES.split(text)
        self._runs.add(first, keeps_blanks=keeps_blanks)
        for other in others:
            self._break()
            self._runs.add(other, keeps_blanks=keeps_blanks)

    def _break(self) -> None:
        """End a line."""
        if not self._sink.is_flow:
            self._runs.add(" ")
        elif self._keeps_lines:
            self._runs.end_line()
        else:
            self._flush()

    def _flush(self) -> None:
        """End the paragraph, if there is any."""
        runs = self._runs.take(keeps_indent=self._sink.is_pre)
        if not runs:
            return
        words = plain(runs).strip()
        if _BARE_ADDRESS.fullmatch(words) and is_safe_address(words):
            look = runs[0][1]
            runs = [(words, replace(look, href=look.href or words))]
        self._sink.take(runs)

    # Tags

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in _STARTS:
            _STARTS[name](self, tag)
        elif name in _SINKS:
            self._open(name, _SINKS[name]())
        elif name == "br":
            self._break()
        elif name == "q":
            self._runs.add("“")
        elif name in _INLINE:
            self._runs.open(_INLINE[name])
        elif name in _BLOCKS_ONLY:
            self._flush()
        elif name in _TITLES:
            self._flush()
            self._runs.open("strong")

    def _end(self, name: str) -> None:
        if name in _ENDS and self._close_to(name):
            return
        if name in _INLINE:
            self._runs.close(_INLINE[name])
        elif name in _BLOCKS_ONLY:
            self._flush()
        elif name in _TITLES:
            self._flush()
            self._runs.close("strong")
        elif name == "a":
            self._runs.close("a")
        elif name == "q":
            self._runs.add("”")

    def _open(self, name: str, sink: Sink) -> None:
        self._flush()
        if len(self._sinks) < _DEEPEST:
            self._sinks.append((name, sink))

    def _close(self) -> None:
        self._flush()
        name, sink = self._sinks.pop()
        if name == "th":
            self._runs.close("strong")
        for part in sink.close():
            self._sink.take_part(part)

    def _close_to(self, *names: str, within: frozenset[str] = frozenset()) -> bool:
        """Close the innermost sink of these names, and all in it.

        It is not looked for around a sink whose name is in `within`.
        """
        for place in range(len(self._sinks) - 1, 0, -1):
            name = self._sinks[place][0]
            if name in names:
                while len(self._sinks) > place:
                    self._close()
                return True
            if name in within:
                return False
        return False

    def _innermost(self, kind: type[AnySink]) -> AnySink | None:
        return next((s for _n, s in reversed(self._sinks) if isinstance(s, kind)), None)

    # Each kind of tag that is more than its name

    def _heading(self, tag: Tag) -> None:
        self._close_to(*_HEADINGS)
        self._open(tag.name, sinks.Heading())

    def _cite(self, tag: Tag) -> None:
        if quote := self._innermost(sinks.Quote):
            self._open(tag.name, sinks.Cite(quote))
        else:
            self._runs.open("em")

    def _list(self, tag: Tag) -> None:
        self._flush()
        if point := self._innermost(sinks.Point):
            point.settle()
        around = self._innermost(sinks.Points)
        points = sinks.Points(is_ordered=tag.name == "ol", around=around)
        self._open(tag.name, points)

    def _point(self, tag: Tag) -> None:
        self._close_to("li", within=_LISTS)
        if points := self._innermost(sinks.Points):
            self._open(tag.name, sinks.Point(points))
        else:
            self._flush()

    def _row(self, tag: Tag) -> None:
        self._close_to("tr")
        self._open(tag.name, sinks.Row())

    def _cell(self, tag: Tag) -> None:
        self._close_to(*_CELLS, within=frozenset({"tr"}))
        row = self._innermost(sinks.Row)
        if row and len(self._sinks) < _DEEPEST:
            self._open(tag.name, sinks.Cell(row))
            if tag.name == "th":
                self._runs.open("strong")
        else:
            self._flush()

    def _caption(self, tag: Tag) -> None:
        self._open(tag.name, sinks.Caption(self._innermost(sinks.Figure)))

    def _link(self, tag: Tag) -> None:
        self._runs.open("a", self._address(tag.attributes().get("href", "")))

    def _image(self, tag: Tag) -> None:
        if self._pictures is None:
            return
        attributes = tag.attributes()
        address = self._address(attributes.get("src", ""))
        number = _IMAGE_NUMBER.search(attributes.get("class", ""))
        file = self._pictures.find(address, number[1] if number else "")
        if file is None:
            return
        if self._sink.is_flow:
            self._flush()
        self._sink.take_part(
            {
                "kind": "image",
                "file": file,
                "alt": attributes.get("alt", "")[:LONGEST_ALT],
                "caption": "",
                "credit": "",
            }
        )

    def _gallery(self, tag: Tag) -> None:
        self._flush()
        if self._pictures:
            for part in self._pictures.gallery(tag.attributes().get("ids", "")):
                self._sink.take_part(part)

    def _media(self, tag: Tag) -> None:
        """Put a link in the place of what plays."""
        attributes = tag.attributes()
        address = self._address(attributes.get("src") or attributes.get("data", ""))
        if address:
            self._flush()
            self._runs.open("a", address)
            self._runs.add(address)
            self._runs.close("a")
            self._flush()

    def _address(self, href: str) -> str:
        """Return where a link leads, or nothing where a story may not link to."""
        href = href.strip().replace(" ", "%20")
        if not href or href.startswith("#"):
            return ""
        try:
            address = urljoin(self._base, href)
        except ValueError:
            return ""
        return address if is_safe_address(address) else ""


_STARTS: Final[dict[str, Callable[[Reader, Tag], None]]] = {
    **dict.fromkeys(_HEADINGS, Reader._heading),
    **dict.fromkeys(_LISTS, Reader._list),
    **dict.fromkeys(_CELLS, Reader._cell),
    **dict.fromkeys(_MEDIA, Reader._media),
    "a": Reader._link,
    "cite": Reader._cite,
    "figcaption": Reader._caption,
    "img": Reader._image,
    "li": Reader._point,
    "tr": Reader._row,
    "wp-gallery": Reader._gallery,
}
# Sinks that need to know of no other.
_SINKS: Final[dict[str, Callable[[], Sink]]] = {
    "blockquote": sinks.Quote,
    "figure": sinks.Figure,
    "pre": sinks.Pre,
}
# Those that opened a sink.
_ENDS: Final = (
    _HEADINGS | _LISTS | _CELLS | _SINKS.keys() | {"cite", "figcaption", "li", "tr"}
)
