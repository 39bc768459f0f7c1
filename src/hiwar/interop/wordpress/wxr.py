"""WXR, read as a stream: one item in memory at a time, and nothing that XML can hide.

Entities, document types and anything outside of the file are refused, and so are
items without end and elements without bottom.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from hiwar.interop.archive.refusals import ArchiveRefused

VERSIONS: Final = ("1.0", "1.1", "1.2")
# Of one item: a post with all of its comments.
MOST_BYTES: Final = 64 * 1024**2
DEEPEST: Final = 50
_FLAT: Final = 3  # rss, channel, what stands in it
# Old blogs are full of them, and XML cannot hold them.
_CONTROLS: Final = bytes(n for n in range(32) if n not in (9, 10, 13))

# What a namespace is called in WXR, by what its address ends in: exports say http or
# https, and their version.
_NAMESPACES: Final = (
    (re.compile(r"wordpress\.org/export/[\d.]+/excerpt/$"), "excerpt"),
    (re.compile(r"wordpress\.org/export/[\d.]+/$"), "wp"),
    (re.compile(r"purl\.org/rss/1\.0/modules/content/$"), "content"),
    (re.compile(r"purl\.org/dc/elements/1\.1/$"), "dc"),
)


class WxrRefused(ArchiveRefused):
    """A file that is no export of WordPress, or one that is made to do harm."""

    code = "wxr_refused"


@dataclass(kw_only=True)
class Channel:
    """What stands before the items."""

    version: str = ""
    title: str = ""
    link: str = ""
    language: str = ""
    # Display names of authors by their logins.
    authors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Item:
    """A post, a page, an attachment or whatever else: its members as text."""

    members: dict[str, str]
    # Domain and name, in their order.
    categories: tuple[tuple[str, str], ...]
    metas: dict[str, str]
    comments: tuple[dict[str, str], ...]

    def get(self, name: str) -> str:
        return self.members.get(name, "")


class _Measured:
    """Reads from `file`; ends a parser's patience with what never ends."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._since = 0
        self._is_bytewise = True
        self._is_at_start = True

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(min(size, 64 * 1024) if size > 0 else 64 * 1024)
        if self._is_at_start:
            self._is_at_start = False
            self._is_bytewise = chunk[:2] not in (b"\xff\xfe", b"\xfe\xff")
        self._since += len(chunk)
        if self._since > MOST_BYTES:
            raise WxrRefused(_("One post in this file is larger than any post."))
        return chunk.translate(None, _CONTROLS) if self._is_bytewise else chunk

    def begin_again(self) -> None:
        self._since = 0


def read(path: Path) -> Iterator[Channel | Item]:
    """Yield the channel once it is known, then each item. Raises WxrRefused."""
    try:
        with path.open("rb") as file:
            yield from _read(_Measured(file))
    except DefusedXmlException as error:
        raise WxrRefused(
            _("This file declares entities or a document type; no export does that.")
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise WxrRefused(
            _("This file is not XML: %(reason)s."), reason=error
        ) from error
    except OSError as error:
        raise WxrRefused(
            _("“%(path)s” cannot be read: %(reason)s."),
            path=path,
            reason=error.strerror or error,
        ) from error


def _read(source: _Measured) -> Iterator[Channel | Item]:
    channel = Channel()
    is_told = False
    opened: list[Element] = []
    events = iterparse(source, events=("start", "end"), forbid_dtd=True)
    for event, element in events:
        if event == "start":
            _enter(opened, element)
            continue
        opened.pop()
        if len(opened) != _FLAT - 1:
            continue
        name = name_of(element.tag)
        if name == "item":
            if not is_told:
                is_told = True
                yield checked(channel)
            yield _item(element)
        else:
            _learn(channel, name, element)
        # What has been read goes at once: the tree never grows.
        opened[-1].clear()
        source.begin_again()
    if not is_told:
        yield checked(channel)


def _enter(opened: list[Element], element: Element) -> None:
    if not opened and name_of(element.tag) != "rss":
        raise WxrRefused(_("This file is not an export of WordPress."))
    if len(opened) >= DEEPEST:
        raise WxrRefused(_("This file is nested too deeply."))
    opened.append(element)


def checked(channel: Channel) -> Channel:
    if channel.version not in VERSIONS:
        raise WxrRefused(
            _("This is version “%(version)s” of WXR; 1.0 to 1.2 can be read."),
            version=channel.version
            if channel.version
            else _("This file is not an export of WordPress."),
        )
    return channel


def name_of(tag: str) -> str:
    """Return `wp:post_id` for the tag of that element in any version."""
    namespace, brace, local = tag.rpartition("}")
    if not brace:
        return tag
    for pattern, prefix in _NAMESPACES:
        if pattern.search(namespace):
            return f"{prefix}:{local}"
    return f"other:{local}"


def _learn(channel: Channel, name: str, element: Element) -> None:
    text = (element.text or "").strip()
    if name == "wp:wxr_version":
        channel.version = text
    elif name in {"title", "language"}:
        setattr(channel, name, text)
    elif name == "wp:base_blog_url" or (name == "link" and not channel.link):
        channel.link = text
    elif name == "wp:author":
        members = _members(element)
        login = members.get("wp:author_login", "")
        channel.authors[login] = members.get("wp:author_display_name", "") or login


def _item(element: Element) -> Item:
    categories = []
    metas = {}
    comments = []
    for child in element:
        name = name_of(child.tag)
        if name == "category":
            categories.append((child.get("domain") or "category", child.text or ""))
        elif name == "wp:postmeta":
            meta = _members(child)
            metas[meta.get("wp:meta_key", "")] = meta.get("wp:meta_value", "")
        elif name == "wp:comment":
            comments.append(_members(child))
    return Item(
        members=_members(element),
        categories=tuple(categories),
        metas=metas,
        comments=tuple(comments),
    )


def _members(element: Element) -> dict[str, str]:
    """Return the text of each child by its name; of several of a name, the first."""
    members: dict[str, str] = {}
    for child in element:
        members.setdefault(name_of(child.tag), child.text or "")
    return members
