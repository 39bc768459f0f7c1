"""Entries to lines, in one canonical form: what an export writes.

Keys stand in the order of the format's examples, which is that of the entries' fields;
`photo`, `avatar` and `updated_at` are always written, null if there is none;
`guest_key` and `removal` only when there is one. `form` keeps how other lines were
written, so that they can be given back.
"""

import json
from collections.abc import Callable
from datetime import tzinfo
from typing import Any, Final

from . import moments
from .entries import (
    FORMAT,
    VERSION,
    Article,
    Author,
    Comment,
    Entry,
    Header,
    Reader,
)


def line(entry: Entry, zone: tzinfo) -> str:
    """Return the line for `entry`, times in `zone`."""
    return json.dumps(write(entry, zone), ensure_ascii=False)


def write(entry: Entry, zone: tzinfo) -> dict[str, Any]:
    """Return the object that stands for `entry`, times in `zone`."""
    return _WRITERS[type(entry)](entry, zone)


def _header(header: Header, zone: tzinfo) -> dict[str, Any]:
    first = {"type": "archive", "format": FORMAT, "version": VERSION}
    return first | vars(header)


def _reader(reader: Reader, zone: tzinfo) -> dict[str, Any]:
    joined_at = moments.write(reader.joined_at, zone)
    return {"type": "reader", **vars(reader), "joined_at": joined_at}


def _article(article: Article, zone: tzinfo) -> dict[str, Any]:
    updated_at = article.updated_at
    return {
        "type": "article",
        **vars(article),
        "published_at": moments.write(article.published_at, zone),
        "updated_at": moments.write(updated_at, zone) if updated_at else None,
    }


def _comment(comment: Comment, zone: tzinfo) -> dict[str, Any]:
    value = {
        "type": "comment",
        **vars(comment),
        "author": _author(comment.author),
        "posted_at": moments.write(comment.posted_at, zone),
    }
    removal = value.pop("removal")
    if removal:
        at = moments.write(removal.at, zone)
        value["removal"] = {**vars(removal), "at": at}
    return value


def _author(author: Author) -> dict[str, str]:
    if author.reader is not None:
        return {"reader": author.reader}
    if author.guest_key is None:
        return {"guest": author.guest}
    return {"guest": author.guest, "guest_key": author.guest_key}


_WRITERS: Final[dict[type, Callable[[Any, tzinfo], dict[str, Any]]]] = {
    Header: _header,
    Reader: _reader,
    Article: _article,
    Comment: _comment,
}
