"""What stands around a comment in its discussion: to read it as its readers did."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment, CommentQuerySet

BEFORE = 3
AFTER = 3

Status = Comment.Status


@dataclass(frozen=True, kw_only=True)
class SaidView:
    """A comment among others. A moderator reads what is hidden, but not what its
    author took back."""

    id: int
    author: discussion.AuthorView
    html: SafeString
    language: str
    posted_at: datetime
    status: str
    answers: str
    is_reply: bool
    # The one that it is all about.
    is_it: bool


def list_around(*, comment: Comment) -> tuple[SaidView, ...]:
    """Return `comment` among those around it, in the order in which they stand.

    A reply stands below the first comment, what it answers and what came right before
    it; a first comment between those before and its first replies.
    """
    found = {comment.pk: comment}
    for row in [*_before(comment), *_after(comment)]:
        found[row.pk] = row
    rows = sorted(found.values(), key=lambda row: (row.posted_at, row.pk))
    if comment.root_id:
        # The first comment comes first, whatever the clock said.
        rows.sort(key=lambda row: row.root_id is not None)
    return tuple(_said(row, is_it=row.pk == comment.pk) for row in rows)


def _before(comment: Comment) -> CommentQuerySet:
    earlier = Q(posted_at__lt=comment.posted_at) | Q(
        posted_at=comment.posted_at, pk__lt=comment.pk
    )
    beside = _loaded().filter(thread=comment.thread_id, root=comment.root_id)
    numbers = beside.filter(earlier).order_by("-posted_at", "-id").values("pk")
    nearest = list(numbers[:BEFORE].values_list("pk", flat=True))
    if not comment.root_id:
        return _loaded().filter(pk__in=nearest[:1]).order_by("id")
    wanted = {comment.root_id, comment.parent_id or 0, *nearest}
    return _loaded().filter(pk__in=wanted).order_by("id")


def _after(comment: Comment) -> CommentQuerySet:
    later = Q(posted_at__gt=comment.posted_at) | Q(
        posted_at=comment.posted_at, pk__gt=comment.pk
    )
    beside = _loaded().filter(root=comment.root_id or comment.pk)
    return beside.filter(later).order_by("posted_at", "id")[:AFTER]


def _loaded() -> CommentQuerySet:
    return Comment.objects.select_related(
        "reader", "guest", "parent__reader", "parent__guest"
    )


def _said(comment: Comment, *, is_it: bool) -> SaidView:
    html = "" if comment.status == Status.WITHDRAWN else comment.html
    return SaidView(
        id=comment.pk,
        author=discussion.author_view(comment),
        # Made safe by kernel.text.markup when it was written.
        html=mark_safe(html),  # noqa: S308
        language=comment.language,
        posted_at=comment.posted_at,
        status=comment.status,
        answers=discussion.author_view(comment.parent).name if comment.parent else "",
        is_reply=comment.root_id is not None,
        is_it=is_it,
    )
