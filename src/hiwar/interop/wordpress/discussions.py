"""The comments of a WordPress file: who wrote them, in which order, under what."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from hiwar.accounts.names import imported_name
from hiwar.discussion.composing import CommentTooLong, check_text
from hiwar.discussion.models import LONGEST_IMPORTED_COMMENT
from hiwar.interop.archive import entries, writing
from hiwar.kernel.errors import Refusal

from .moments import moment_of
from .plain import name
from .remarks import to_markup
from .report import Tally
from .wxr import Item

Members = dict[str, str]

_STATES: Final = {
    "1": "published",
    "approved": "published",
    "0": "pending",
    "hold": "pending",
    "unapproved": "pending",
}
_KINDS_LEFT_OUT: Final = {"pingback": "pingbacks", "trackback": "trackbacks"}
_STATES_LEFT_OUT: Final = {
    "spam": "comments_spam",
    "trash": "comments_trash",
    "post-trashed": "comments_trash",
}


@dataclass(kw_only=True)
class Discussion:
    """Writes the comments of each post, and the readers who wrote them."""

    origin: str
    base: str
    zone: tzinfo
    tally: Tally
    # How somebody is shown who gave no name.
    anonymous: str
    # Names of the blog's users, as they were when they were first met.
    readers: dict[str, str] = field(default_factory=dict)
    # The first comment of each guest, by a hash of address and name: it names them.
    guests: dict[bytes, str] = field(default_factory=dict)

    def is_read(self, item: Item) -> bool:
        """Say whether there is a comment that everybody may read."""
        return any(
            _why_left_out(comment) == ""
            and _STATES[comment.get("wp:comment_approved", "")] == "published"
            for comment in item.comments
        )

    def leave_out(self, item: Item) -> None:
        for comment in item.comments:
            reason = _why_left_out(comment)
            self.tally.count(reason or "comments_of_posts_left_out")

    def lines(self, item: Item, article: entries.Article) -> Iterator[str]:
        """Yield the comments of a post, each after what it answers."""
        kept = self._keep(item)
        for number in _parents_first(kept):
            yield from self._lines_of(number, kept[number], article)

    def _keep(self, item: Item) -> "dict[str, _Kept]":
        """Return the comments that come along, each with what it answers."""
        given = {
            comment.get("wp:comment_id") or f"{place}": comment
            for place, comment in enumerate(item.comments, start=1)
        }
        kept: dict[str, _Kept] = {}
        for number, comment in given.items():
            text = to_markup(comment.get("wp:comment_content", ""), base=self.base)
            if reason := _why_left_out(comment) or _why_unreadable(text):
                self.tally.count(reason)
            else:
                kept[number] = _Kept(comment=comment, text=text)
        for each in kept.values():
            each.parent = self._parent(each.comment, given, kept)
        return kept

    def _parent(
        self, comment: Members, given: dict[str, Members], kept: "dict[str, _Kept]"
    ) -> str | None:
        """Return the nearest comment above that comes along, too."""
        passed: set[str] = set()
        parent = comment.get("wp:comment_parent", "")
        while parent in given and parent not in passed:
            if parent in kept:
                break
            passed.add(parent)
            parent = given[parent].get("wp:comment_parent", "")
        if passed:
            self.tally.count("parents_left_out")
        return parent if parent in kept else None

    def _lines_of(
        self, number: str, kept: "_Kept", article: entries.Article
    ) -> Iterator[str]:
        comment = kept.comment
        posted_at = self._posted_at(comment, article)
        author, new_reader = self._author(comment, number)
        if new_reader:
            reader = entries.Reader(
                id=author.reader or "",
                name=new_reader,
                avatar=None,
                joined_at=posted_at,
            )
            yield writing.line(reader, self.zone)
        status = _STATES[comment.get("wp:comment_approved", "")]
        self.tally.count(f"comments_{status}")
        entry = entries.Comment(
            id=f"{self.origin}/comment/{number}",
            article=article.id,
            parent=f"{self.origin}/comment/{kept.parent}" if kept.parent else None,
            author=author,
            text=kept.text,
            posted_at=posted_at,
            status=status,
        )
        yield writing.line(entry, self.zone)

    def _posted_at(self, comment: Members, article: entries.Article) -> datetime:
        found = moment_of(
            comment.get("wp:comment_date_gmt", ""),
            comment.get("wp:comment_date", ""),
            zone=self.zone,
        )
        if found is None:
            self.tally.count("times_missing")
        return found or article.published_at

    def _author(self, comment: Members, number: str) -> tuple[entries.Author, str]:
        """Return who wrote it, and the name of a reader who is met here first.

        A user of the blog is a reader. One who signed with another name this once,
        or with one that no reader can bear, is shown as they signed: as a guest.
        """
        shown = name(comment.get("wp:comment_author", "")) or self.anonymous
        user = comment.get("wp:comment_user_id", "")
        if user.strip("0") and _can_be_readers(shown):
            is_new = user not in self.readers
            if self.readers.setdefault(user, shown) == shown:
                reader = f"{self.origin}/user/{user}"
                return entries.Author(reader=reader), shown if is_new else ""
        email = comment.get("wp:comment_author_email", "").strip().lower()
        if not email:
            return entries.Author(guest=shown), ""
        # By both: blogs that insist on an address are given the same false one.
        hashed = hashlib.sha256(f"{email}\0{shown}".encode()).digest()[:12]
        first = self.guests.setdefault(hashed, number)
        return entries.Author(guest=shown, guest_key=f"{self.origin}/guest/{first}"), ""


@dataclass(kw_only=True)
class _Kept:
    comment: Members
    text: str
    parent: str | None = None


def _why_left_out(comment: Members) -> str:
    """Return under which name a comment is counted that does not come along."""
    kind = comment.get("wp:comment_type", "").strip()
    if kind not in {"", "comment"}:
        return _KINDS_LEFT_OUT.get(kind, "comments_other")
    state = comment.get("wp:comment_approved", "").strip()
    return "" if state in _STATES else _STATES_LEFT_OUT.get(state, "comments_other")


def _why_unreadable(text: str) -> str:
    try:
        check_text(text, longest=LONGEST_IMPORTED_COMMENT)
    except CommentTooLong:
        return "comments_too_long"
    except Refusal:
        return "comments_empty"
    return ""


def _can_be_readers(shown: str) -> bool:
    try:
        imported_name(shown)
    except Refusal:
        return False
    return True


def _parents_first(kept: dict[str, _Kept]) -> Iterator[str]:
    """Yield every comment after what it answers; a circle is cut."""
    told: set[str] = set()
    for number in kept:
        chain: dict[str, None] = {}
        above: str | None = number
        while above is not None and above not in told and above not in chain:
            chain[above] = None
            above = kept[above].parent
        if above in chain:
            kept[next(reversed(chain))].parent = None
        told.update(chain)
        yield from reversed(chain)
