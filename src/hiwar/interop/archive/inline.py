"""What may stand inside a sentence of a story: `<em>`, `<strong>`, `<a href>`."""

import html
import re
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .refusals import BadLine

# Whatever a browser would begin to read as a tag, a comment or a declaration.
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])([^<>]*)(>?)")
_LINK: Final = re.compile(r"""a\s+href\s*=\s*(?:"([^"]*)"|'([^']*)')\s*""")
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]")
_SIMPLE: Final = frozenset({"em", "strong"})


def check(text: str) -> None:
    """Refuse whatever is not text or one of the three tags, closed in order.

    Raises BadLine.
    """
    if "<" not in text:
        return
    opened: list[str] = []
    for found in _TAG.finditer(text):
        if not found[2]:
            raise BadLine(_("A tag in the text has no end."))
        if found[1].startswith("/"):
            _close(opened, found[1])
        else:
            opened.append(_opened(found[1], opened))
    if opened:
        raise BadLine(_("<%(tag)s> is not closed."), tag=opened[-1])


def is_fine(text: str) -> bool:
    """Say whether `text` may stand in an archive as it is."""
    try:
        check(text)
    except BadLine:
        return False
    return True


def is_safe_address(address: str) -> bool:
    """Say whether a story may link to `address`: the web, mail, a path on the site."""
    if _UNSAFE.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(parts.netloc)
    if parts.scheme == "mailto":
        return "@" in parts.path
    return address.startswith("/") and not address.startswith("//")


def _close(opened: list[str], tag: str) -> None:
    name = tag[1:].rstrip().lower()
    if not opened or opened.pop() != name:
        raise BadLine(_("<%(tag)s> closes nothing."), tag=tag)


def _opened(tag: str, around: list[str]) -> str:
    name = tag.rstrip().lower()
    if name not in _SIMPLE:
        link = _LINK.fullmatch(tag)
        if not link:
            raise BadLine(
                _("<%(tag)s> may not stand in a story: only <em>, <strong>, <a href>."),
                tag=tag,
            )
        address = html.unescape(link[1] if link[1] is not None else link[2])
        if not is_safe_address(address):
            raise BadLine(
                _("“%(address)s” is not an address that a story may link to."),
                address=address,
            )
        name = "a"
    if name in around:
        raise BadLine(_("<%(tag)s> stands inside itself."), tag=name)
    return name
