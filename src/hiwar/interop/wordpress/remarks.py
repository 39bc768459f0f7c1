"""What a commenter wrote in WordPress' HTML, in the markup of our comments."""

import re
from html import unescape
from typing import Final

from .content import Reader
from .sinks import Part

_LINK: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG: Final = re.compile(r"<(/?)(em|strong)>")
# Stars mark words only where they touch no other word.
_MARKED: Final = re.compile(r"(?<!\w)<(em|strong)>(\S|\S.*?\S)</\1>(?!\w)", re.DOTALL)
_STARS: Final = {"em": "*", "strong": "**"}
LONGEST_WORDS_OF_LINK: Final = 300


def to_markup(source: str, *, base: str) -> str:
    """Return the words of a comment; what our markup has not is only its words."""
    reader = Reader(base=base, keeps_lines=True)
    return "\n\n".join(_WRITERS[part["kind"]](part) for part in reader.read(source))


def _paragraph(part: Part) -> str:
    return _sentence(part["text"])


def _crosshead(part: Part) -> str:
    return _sentence(f"<strong>{part['text']}</strong>")


def _quote(part: Part) -> str:
    lines = _sentence(part["text"]).split("\n")
    if part["by"]:
        lines.append(f"– {part['by']}")
    return "\n".join(f"> {line}" for line in lines)


def _points(part: Part) -> str:
    items = [_sentence(item).replace("\n", " ") for item in part["items"]]
    if part["ordered"]:
        return "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1))
    return "\n".join(f"- {item}" for item in items)


_WRITERS: Final = {
    "paragraph": _paragraph,
    "crosshead": _crosshead,
    "quote": _quote,
    "list": _points,
}


def _sentence(text: str) -> str:
    text = _LINK.sub(_link, text)
    text = _MARKED.sub(lambda found: _star(found[1], found[2]), text)
    return unescape(_TAG.sub("", text))


def _star(kind: str, words: str) -> str:
    inside = _MARKED.sub(lambda found: _star(found[1], found[2]), words)
    return f"{_STARS[kind]}{inside}{_STARS[kind]}"


def _link(found: re.Match[str]) -> str:
    """Return a link as our markup has it, or its words and its address."""
    address, words = unescape(found[1]), found[2]
    if unescape(_TAG.sub("", words)) == address:
        return words
    is_plain = not set("[]\n").intersection(words)
    if is_plain and len(words) <= LONGEST_WORDS_OF_LINK and _is_whole(address):
        return f"[{words}]({found[1]})"
    return f"{words} ({found[1]})"


def _is_whole(address: str) -> bool:
    """Say whether our markup reads all of the address as one."""
    return not set(' "<>()').intersection(address)
