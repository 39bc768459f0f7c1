"""What a line of an archive says, as values: the archive format in types.

`parsing` makes them from lines, `writing` makes lines from them; what they mean here
is `actions`' part. Ids are the sender's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

FORMAT = "hiwar"
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Header:
    time_zone: str
    languages: list[str]


@dataclass(frozen=True, kw_only=True)
class Reader:
    id: str
    name: str
    # The name of a file in the archive; none: the placeholder.
    avatar: str | None
    joined_at: datetime

    def files(self) -> list[str]:
        """Return the names of the pictures that the line names."""
        return [self.avatar] if self.avatar else []


# A part of a story in the format's own words: `{"kind": "crosshead", "text": "…"}`.
Part = dict[str, Any]


class Picture(TypedDict):
    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Article:
    id: str
    story: str
    language: str
    section: str
    headline: str
    standfirst: str
    slug: str
    published_at: datetime
    updated_at: datetime | None
    bylines: list[str]
    agency: str
    topics: list[str]
    photo: Picture | None
    body: list[Part]
    comments: str

    def files(self) -> list[str]:
        """Return the names of the pictures, in the order of the line."""
        lead = [self.photo["file"]] if self.photo else []
        return lead + [part["file"] for part in self.body if part["kind"] == "image"]


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who wrote a comment: a reader by id, or a guest by what they were called."""

    reader: str | None = None
    guest: str = ""
    guest_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Removal:
    rule: str
    explanation: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Comment:
    id: str
    article: str
    parent: str | None
    author: Author
    text: str
    posted_at: datetime
    status: str
    removal: Removal | None = None

    def files(self) -> list[str]:
        """Return nothing: comments name no pictures."""
        return []


# What stands in a line after the first.
Line = Reader | Article | Comment
Entry = Header | Line
