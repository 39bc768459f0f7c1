"""Lines to entries: typed, strict, and nothing that the format does not know.

What one line can tell alone is checked here; what it refers to, in `checking`.
"""

import re
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from hiwar.discussion.models import LONGEST_IMPORTED_COMMENT
from hiwar.interop.models import LONGEST_ID

from . import inline, strict
from .entries import (
    FORMAT,
    VERSION,
    Article,
    Author,
    Comment,
    Header,
    Line,
    Part,
    Picture,
    Reader,
    Removal,
)
from .members import Members
from .refusals import ArchiveRefused, BadLine

TYPES: Final = ("reader", "article", "comment")
STATUSES: Final = ("published", "pending", "removed", "withdrawn")
COMMENTS: Final = ("open", "held", "registered", "closed")
LONGEST_NAME: Final = 200
LONGEST_SLUG: Final = 100
LONGEST_HEADLINE: Final = 300
LONGEST_ALT: Final = 500
LONGEST_CAPTION: Final = 1_000
LONGEST_CREDIT: Final = 300
LONGEST_POINT: Final = 100_000
MOST_PARTS: Final = 5_000

_SLUG: Final = re.compile(r"[\w-]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.ASCII)
_FILE: Final = re.compile(r"files/[^/\\\x00-\x1f]+(?:/[^/\\\x00-\x1f]+)*")


def parse_header(line: str) -> tuple[Header, dict[str, Any]]:
    """Return what the first line says, and its object.

    Raises ArchiveRefused for something that is no archive, or a newer one than ours,
    and BadLine.
    """
    value = strict.parse(line)
    if value.get("type") != "archive" or value.get("format") != FORMAT:
        raise ArchiveRefused(
            _("This is not an archive: its first line does not say so.")
        )
    members = Members(value)
    members.text("type")
    members.text("format")
    version = members.whole("version")
    if version != VERSION:
        raise ArchiveRefused(
            _("This archive is of version %(version)s; only version 1 can be read."),
            version=version,
        )
    header = Header(
        time_zone=members.text("time_zone", longest=60, least=1),
        languages=members.names("languages", longest=12),
    )
    members.done()
    _check_header(header)
    return header, value


def parse_line(line: str) -> tuple[Line, dict[str, Any]]:
    """Return what a line after the first says, and its object. Raises BadLine."""
    value = strict.parse(line)
    members = Members(value)
    kind = members.choice("type", TYPES)
    entry = _PARSERS[kind](members)
    members.done()
    return entry, value


def _check_header(header: Header) -> None:
    try:
        zoneinfo.ZoneInfo(header.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise BadLine(
            _("There is no time zone “%(name)s”."), name=header.time_zone
        ) from None
    for language in header.languages:
        if not _LANGUAGE.fullmatch(language):
            raise BadLine(_("“%(code)s” is not the code of a language."), code=language)


def _reader(members: Members) -> Reader:
    return Reader(
        id=_id(members, "id"),
        name=members.text("name", longest=LONGEST_NAME, least=1),
        avatar=_file(members, "avatar") if members.holds("avatar") else None,
        joined_at=members.moment("joined_at"),
    )


def _article(members: Members) -> Article:
    return Article(
        id=_id(members, "id"),
        story=_id(members, "story"),
        language=members.text("language", longest=12, least=1),
        section=members.text("section", longest=LONGEST_NAME, least=1),
        headline=members.text("headline", longest=LONGEST_HEADLINE),
        standfirst=members.text("standfirst"),
        slug=_slug(members),
        published_at=members.moment("published_at"),
        updated_at=(
            members.moment("updated_at") if members.holds("updated_at") else None
        ),
        bylines=members.names("bylines", longest=LONGEST_NAME),
        agency=members.text("agency", longest=LONGEST_NAME),
        topics=members.names("topics", longest=LONGEST_NAME),
        photo=_lead(members.members("photo")) if members.holds("photo") else None,
        body=_body(members),
        comments=members.choice("comments", COMMENTS),
    )


def _comment(members: Members) -> Comment:
    comment = Comment(
        id=_id(members, "id"),
        article=_id(members, "article"),
        parent=_id(members, "parent") if _is_given(members, "parent") else None,
        author=_author(members.members("author")),
        text=members.text("text", longest=LONGEST_IMPORTED_COMMENT),
        posted_at=members.moment("posted_at"),
        status=members.choice("status", STATUSES),
        removal=(
            _removal(members.members("removal")) if members.has("removal") else None
        ),
    )
    if comment.removal and comment.status != "removed":
        raise BadLine(_("Only a removed comment has a “removal”."))
    return comment


def _is_given(members: Members, key: str) -> bool:
    """Say whether a member that must be there is not null."""
    if not members.has(key):
        raise BadLine(_("“%(key)s” is missing."), key=key)
    return members.holds(key)


def _author(members: Members) -> Author:
    if members.has("reader"):
        author = Author(reader=_id(members, "reader"))
    else:
        author = Author(
            guest=members.text("guest", longest=LONGEST_NAME, least=1),
            guest_key=_id(members, "guest_key") if members.has("guest_key") else None,
        )
    members.done()
    return author


def _removal(members: Members) -> Removal:
    removal = Removal(
        rule=members.text("rule", longest=LONGEST_NAME),
        explanation=members.text("explanation"),
        at=members.moment("at"),
    )
    members.done()
    return removal


def _body(members: Members) -> list[Part]:
    parts = members.list_of_members("body")
    if len(parts) > MOST_PARTS:
        raise BadLine(_("A story may have at most %(most)s parts."), most=MOST_PARTS)
    return [_part(part) for part in parts]


def _part(members: Members) -> Part:
    kind = members.choice("kind", tuple(_PARTS))
    part = {"kind": kind, **_PARTS[kind](members)}
    members.done()
    return part


def _words(members: Members) -> Part:
    text = members.text("text")
    inline.check(text)
    return {"text": text}


def _quote(members: Members) -> Part:
    return {**_words(members), "by": members.text("by", longest=LONGEST_NAME)}


def _list(members: Members) -> Part:
    ordered = members.truth("ordered")
    items = members.texts("items", longest=LONGEST_POINT)
    for item in items:
        inline.check(item)
    return {"ordered": ordered, "items": items}


def _lead(members: Members) -> Picture:
    picture = _picture(members)
    members.done()
    return picture


def _picture(members: Members) -> Picture:
    return {
        "file": _file(members, "file"),
        "alt": members.text("alt", longest=LONGEST_ALT),
        "caption": members.text("caption", longest=LONGEST_CAPTION),
        "credit": members.text("credit", longest=LONGEST_CREDIT),
    }


_PARSERS: Final[dict[str, Callable[[Members], Line]]] = {
    "reader": _reader,
    "article": _article,
    "comment": _comment,
}
_PARTS: Final[dict[str, Callable[[Members], Mapping[str, Any]]]] = {
    "paragraph": _words,
    "crosshead": _words,
    "quote": _quote,
    "list": _list,
    "image": _picture,
}


def _id(members: Members, key: str) -> str:
    return members.text(key, longest=LONGEST_ID, least=1)


def _slug(members: Members) -> str:
    slug = members.text("slug", longest=LONGEST_SLUG, least=1)
    if not _SLUG.fullmatch(slug):
        raise BadLine(
            _("“slug” may hold letters, digits, - and _ alone, not “%(slug)s”."),
            slug=slug,
        )
    return slug


def _file(members: Members, key: str) -> str:
    """Take the name of a file under `files/`, and of nothing outside of it."""
    name = members.text(key, longest=LONGEST_NAME, least=1)
    if not _FILE.fullmatch(name) or {"..", "."}.intersection(name.split("/")):
        raise BadLine(
            _("“%(name)s” is not the name of a file under files/."), name=name
        )
    return name
