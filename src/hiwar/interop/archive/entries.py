"""What a line of an archive says, as values: the archive format in types.

`parsing` makes them from lines, `writing` makes lines from them; what they mean here
is `actions`' part. Ids are the sender's.
"""

from dataclasses import dataclass, field
from datetime import datetime

FORMAT = "hiwar"
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Header:
    time_zone: str
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reader:
    id: str
    name: str
    # The name of a file in the archive; none: the placeholder.
    avatar: str | None
    joined_at: datetime


@dataclass(frozen=True, kw_only=True)
class Picture:
    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    text: str


@dataclass(frozen=True, kw_only=True)
class Crosshead:
    text: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    text: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Points:
    is_ordered: bool
    entries: tuple[str, ...]


Part = Paragraph | Crosshead | Quote | Points | Picture


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
    bylines: tuple[str, ...]
    agency: str
    topics: tuple[str, ...]
    photo: Picture | None
    body: tuple[Part, ...]
    comments: str

    def pictures(self) -> tuple[Picture, ...]:
        """Return the pictures in the order in which the line names them."""
        lead = (self.photo,) if self.photo else ()
        return lead + tuple(part for part in self.body if isinstance(part, Picture))


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
    removal: Removal | None = field(default=None)


# What stands in a line after the first.
Line = Reader | Article | Comment
Entry = Header | Line
