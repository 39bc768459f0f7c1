"""What pages see of threads and comments: frozen, so that none starts a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment
from hiwar.discussion.paging import Order
from hiwar.discussion.screening import NAMED

Status = Comment.Status


class AuthorKind(StrEnum):
    READER = "reader"
    GUEST = "guest"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class AuthorView:
    name: str
    kind: AuthorKind
    # The address of a registered reader's picture, if they have one.
    avatar: str | None = None
    # A guest's mark.
    mark: str = ""

    @property
    def is_guest(self) -> bool:
        return self.kind == AuthorKind.GUEST

    @property
    def is_staff(self) -> bool:
        return self.kind == AuthorKind.STAFF


# Nothing of the author of what is gone leaves the database.
NOBODY = AuthorView(name="", kind=AuthorKind.READER)


@dataclass(frozen=True, kw_only=True)
class CommentView:
    """A comment with its replies; of one that is gone only the place, and why."""

    id: int
    author: AuthorView
    html: SafeString
    language: str
    posted_at: datetime
    status: str
    # The name of whom it answers, if that is still shown.
    answers: str | None = None
    replies: tuple["CommentView", ...] = ()
    number_of_replies: int = 0
    has_more_replies: bool = False
    # The public name of the rule that it was removed by, in the active language.
    removal_rule: str = ""
    is_reply: bool = False
    parent_id: int | None = None
    # Why it waits for a moderator: told to its author only.
    held_because: tuple[str, ...] = ()

    @property
    def is_gone(self) -> bool:
        return self.status != Status.PUBLISHED

    @property
    def is_held(self) -> bool:
        return self.status == Status.PENDING

    @property
    def is_removed(self) -> bool:
        return self.status == Status.REMOVED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN


@dataclass(frozen=True, kw_only=True)
class ThreadView:
    """One page of a thread, as everybody sees it."""

    id: int
    key: str
    title: str
    address: str
    mode: str
    number_of_comments: int
    is_open: bool
    guests_may_comment: bool
    # When time alone will close it.
    closes_at: datetime | None
    # Whether a moderator reads first what is written here.
    is_held: bool = False
    # One comment from each author in so many minutes; zero: as fast as anywhere.
    slow_minutes: int = 0
    # What a moderator has to say about closing it.
    closing_note: str = ""
    order: Order = Order.OLDEST
    page: str = ""
    comments: tuple[CommentView, ...] = ()
    # Cursors: None where there is no such page; "" is the first one.
    next_page: str | None = None
    previous_page: str | None = None

    @property
    def changes(self) -> tuple[str, ...]:
        """Return the topics of the change log on which the view depends."""
        return (f"thread:{self.id}",)


@dataclass(frozen=True, kw_only=True)
class CountsView:
    """How many comments threads have; `changes` as in `ThreadView`."""

    by_key: dict[str, int]
    changes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RepliesView:
    """One page of all the replies under a first comment."""

    # The thread they stand in; without its comments.
    thread: ThreadView
    # The first comment, with those of its replies that stand on this page.
    root: CommentView
    page: str
    next_page: str | None

    @property
    def answering(self) -> CommentView | None:
        """Return what somebody who writes here answers."""
        return None if self.root.is_gone else self.root


@dataclass(frozen=True, kw_only=True)
class OwnCommentView:
    """A comment as its author finds it again, held ones too."""

    comment: CommentView
    title: str
    address: str
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class OwnCommentsView:
    comments: tuple[OwnCommentView, ...]
    next_page: str | None


def author_view(comment: Comment, *, is_revealed: bool = False) -> AuthorView:
    """Return who wrote `comment`: a reader as named now, a guest as named then.

    Who is revealed, to a moderator, is named though a moderator hid the name.
    """
    reader, guest = comment.reader, comment.guest
    if reader is not None:
        return reader_view(reader, is_revealed=is_revealed)
    # Held by the constraint comment_has_one_author.
    assert guest is not None
    return guest_view(guest, name=comment.guest_name, is_revealed=is_revealed)


def reader_view(reader: Reader, *, is_revealed: bool = False) -> AuthorView:
    kind = AuthorKind.STAFF if reader.is_staff else AuthorKind.READER
    if reader.is_name_hidden and not is_revealed:
        return AuthorView(name=gettext("Name hidden"), kind=kind)
    return AuthorView(
        name=reader.name, kind=kind, avatar=reader.avatar.url if reader.avatar else None
    )


def guest_view(
    guest: Guest, *, name: str = "", is_revealed: bool = False
) -> AuthorView:
    """Return `guest`, called `name`. The mark is no name: it stays."""
    if guest.is_name_hidden and not is_revealed:
        name = gettext("Name hidden")
    return AuthorView(name=name or guest.name, kind=AuthorKind.GUEST, mark=guest.mark)


def get_comment_view(
    *,
    comment: Comment,
    replies: tuple[CommentView, ...] = (),
    has_more_replies: bool = False,
    is_own: bool = False,
) -> CommentView:
    """Return what may be shown of `comment`.

    Text and author of one that waits for review are shown to its author only, those
    of one that is gone to nobody. Expects its authors and its parent's to be loaded,
    and of an author's own its findings.
    """
    is_own_held = is_own and comment.status == Status.PENDING
    is_shown = comment.status == Status.PUBLISHED or is_own_held
    parent = comment.parent
    return CommentView(
        id=comment.pk,
        author=author_view(comment) if is_shown else NOBODY,
        # Made safe by kernel.text.markup when it was written.
        html=mark_safe(comment.html if is_shown else ""),  # noqa: S308
        language=comment.language if is_shown else "",
        posted_at=comment.posted_at,
        status=comment.status,
        answers=_answered(parent) if parent and is_shown else None,
        replies=replies,
        number_of_replies=comment.number_of_replies,
        has_more_replies=has_more_replies,
        removal_rule=_translated(comment.removal_rule),
        is_reply=comment.root_id is not None,
        parent_id=comment.parent_id,
        held_because=tuple(_told(comment)) if is_own_held else (),
    )


def _told(comment: Comment) -> Iterator[str]:
    """Yield what the author is told of each finding, without what it found."""
    names = {finding.name for finding in comment.findings.all()}
    for name, rule in NAMED.items():
        if name in names:
            yield str(rule.told)


def _answered(parent: Comment) -> str | None:
    return author_view(parent).name if parent.status == Status.PUBLISHED else None


def _translated(rule: str) -> str:
    # The empty message is the catalogue's header.
    return gettext(rule) if rule else ""
