"""HTML as people and plugins write it, cut into tags and text in linear time.

Nothing is repaired and nothing is refused: what cannot be a tag is text.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]*")
_ATTRIBUTE: Final = re.compile(
    r"""([^\s=/"'<>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?"""
)
_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
# A tag with more in it is somebody's joke.
LONGEST_TAG: Final = 20_000
# Their content is not text.
_RAW: Final = frozenset({"script", "style", "template", "noscript", "svg", "math"})


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Tag:
    name: str
    is_end: bool
    source: str

    def attributes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        inside = self.source[len(self.name) + 1 :]
        for name, *values in _ATTRIBUTE.findall(inside):
            value = html.unescape(next(filter(None, values), ""))
            found.setdefault(name.lower(), value)
        return found


def cut(source: str) -> Iterator[Text | Tag]:
    """Yield the tags and the text of `source`, comments and scripts left out."""
    place = 0
    # Nothing is a tag behind the last `>`: looked for once, not at every `<`.
    last = max(0, source.rfind(">"))
    while (start := source.find("<", place, last)) >= 0:
        if start > place:
            yield Text(source[place:start])
        place, token = _cut_one(source, start)
        if token:
            yield token
        if isinstance(token, Tag) and token.name in _RAW and not token.is_end:
            place = _after_raw(source, place, token.name)
    rest = source[place:]
    comment = rest.find("<!--")
    # A comment without an end hides the rest, as it does in a browser.
    if rest := rest if comment < 0 else rest[:comment]:
        yield Text(rest)


def _cut_one(source: str, start: int) -> tuple[int, Text | Tag | None]:
    """Return what begins at the `<` there, and where it ends."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return (len(source) if end < 0 else end + 3), None
    if source.startswith(("<!", "<?"), start):
        return source.find(">", start) + 1, None
    name = _NAME.match(source, start)
    end = _end_of_tag(source, start) if name else -1
    if not name or end < 0:
        return start + 1, Text("<")
    is_end = name[0].startswith("</")
    word = name[0].lstrip("</").lower()
    return end + 1, Tag(word, is_end, source[start + is_end : end])


def _end_of_tag(source: str, start: int) -> int:
    """Return where the tag ends, past a `>` in quotes; -1 for one that is too long."""
    first = end = source.find(">", start, start + LONGEST_TAG)
    for _try in range(20):
        if end < 0:
            break
        if _is_balanced(source[start:end]):
            return end
        end = source.find(">", end + 1, start + LONGEST_TAG)
    return first


def _is_balanced(tag: str) -> bool:
    """Say whether every quotation in `tag` has its end."""
    without = _QUOTED.sub("", tag)
    return '"' not in without and "'" not in without


def _after_raw(source: str, place: int, name: str) -> int:
    found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, place)
    return found.end() if found else len(source)
