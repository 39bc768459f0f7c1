"""Entries to lines, in one canonical form: what an export writes.

Keys stand in the order of the format's examples; `photo`, `avatar` and `updated_at`
are always written, null if there is none; `guest_key` and `removal` only when there
is one. `form` keeps how other lines were written, so that they can be given back.
"""

import json
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import singledispatch
from typing import Any, Final

from . import moments
from .entries import (
    FORMAT,
    VERSION,
    Article,
    Author,
    Comment,
    Crosshead,
    Entry,
    Header,
    Paragraph,
    Part,
    Picture,
    Points,
    Quote,
    Reader,
)


def dump(value: dict[str, Any]) -> str:
    """Return `value` as one line."""
    return json.dumps(value, ensure_ascii=False)


def write(entry: Entry, zone: tzinfo) -> dict[str, Any]:
    """Return the object that stands for `entry`, times in `zone`."""
    return _WRITERS[type(entry)](entry, zone)


def _header(header: Header, zone: tzinfo) -> dict[str, Any]:
    return {
        "type": "archive",
        "format": FORMAT,
        "version": VERSION,
        "time_zone": header.time_zone,
        "languages": list(header.languages),
    }


def _reader(reader: Reader, zone: tzinfo) -> dict[str, Any]:
    return {
        "type": "reader",
        "id": reader.id,
        "name": reader.name,
        "avatar": reader.avatar,
        "joined_at": moments.write(reader.joined_at, zone),
    }


def _article(article: Article, zone: tzinfo) -> dict[str, Any]:
    return {
        "type": "article",
        "id": article.id,
        "story": article.story,
        "language": article.language,
        "section": article.section,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "slug": article.slug,
        "published_at": moments.write(article.published_at, zone),
        "updated_at": _moment_or_null(article.updated_at, zone),
        "bylines": list(article.bylines),
        "agency": article.agency,
        "topics": list(article.topics),
        "photo": _picture(article.photo) if article.photo else None,
        "body": [_part(part) for part in article.body],
        "comments": article.comments,
    }


def _comment(comment: Comment, zone: tzinfo) -> dict[str, Any]:
    value = {
        "type": "comment",
        "id": comment.id,
        "article": comment.article,
        "parent": comment.parent,
        "author": _author(comment.author),
        "text": comment.text,
        "posted_at": moments.write(comment.posted_at, zone),
        "status": comment.status,
    }
    if comment.removal:
        value["removal"] = {
            "rule": comment.removal.rule,
            "explanation": comment.removal.explanation,
            "at": moments.write(comment.removal.at, zone),
        }
    return value


_WRITERS: Final[dict[type, Callable[[Any, tzinfo], dict[str, Any]]]] = {
    Header: _header,
    Reader: _reader,
    Article: _article,
    Comment: _comment,
}


def _moment_or_null(moment: datetime | None, zone: tzinfo) -> str | None:
    return moments.write(moment, zone) if moment else None


def _author(author: Author) -> dict[str, str]:
    if author.reader is not None:
        return {"reader": author.reader}
    if author.guest_key is None:
        return {"guest": author.guest}
    return {"guest": author.guest, "guest_key": author.guest_key}


def _picture(picture: Picture) -> dict[str, str]:
    return {
        "file": picture.file,
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
    }


@singledispatch
def _part(part: Part) -> dict[str, Any]:
    raise TypeError(part)


@_part.register
def _(part: Paragraph) -> dict[str, Any]:
    return {"kind": "paragraph", "text": part.text}


@_part.register
def _(part: Crosshead) -> dict[str, Any]:
    return {"kind": "crosshead", "text": part.text}


@_part.register
def _(part: Quote) -> dict[str, Any]:
    return {"kind": "quote", "text": part.text, "by": part.by}


@_part.register
def _(part: Points) -> dict[str, Any]:
    return {"kind": "list", "ordered": part.is_ordered, "items": list(part.entries)}


@_part.register
def _(part: Picture) -> dict[str, Any]:
    return {"kind": "image"} | _picture(part)
