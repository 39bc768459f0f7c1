"""Pages of comments that stay where they are while others write.

A page begins after a comment, not at a number: its cursor says which one, by the
values that its order sorts by.
"""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from hiwar.kernel.errors import NotFound

from .models import Comment, CommentQuerySet

FIRST_COMMENTS_A_PAGE = 50
REPLIES_SHOWN = 20
REPLIES_A_PAGE = 100

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CURSOR = re.compile(r"(?:([0-9]{1,9})-)?(-?[0-9]{1,18})-([0-9]{1,18})", re.ASCII)


class Order(StrEnum):
    OLDEST = "oldest"
    NEWEST = "newest"
    ANSWERED = "answered"


def order_named(name: str) -> Order:
    """Return the order of that name; none given: oldest first."""
    try:
        return Order(name) if name else Order.OLDEST
    except ValueError:
        raise NotFound from None


def sort(comments: CommentQuerySet, order: Order) -> CommentQuerySet:
    return comments.order_by(*_FIELDS[order])


def sort_backwards(comments: CommentQuerySet, order: Order) -> CommentQuerySet:
    return comments.order_by(*_FIELDS[order]).reverse()


def cursor_after(comment: Comment, order: Order) -> str:
    """Return the cursor of the page that begins after `comment`."""
    micros = (comment.posted_at - EPOCH) // MICROSECOND
    cursor = f"{micros}-{comment.pk}"
    return (
        f"{comment.number_of_replies}-{cursor}" if order == Order.ANSWERED else cursor
    )


def after(cursor: str, order: Order) -> Q:
    """Return what stands after `cursor` in `order`. A cursor not ours is NotFound."""
    replies, posted_at, pk = _read(cursor, order)
    if order == Order.NEWEST:
        return Q(posted_at__lte=posted_at) & (Q(posted_at__lt=posted_at) | Q(pk__lt=pk))
    later = Q(posted_at__gt=posted_at) | Q(posted_at=posted_at, pk__gt=pk)
    if order == Order.OLDEST:
        return Q(posted_at__gte=posted_at) & later
    fewer = Q(number_of_replies__lt=replies)
    return Q(number_of_replies__lte=replies) & (fewer | later)


def up_to(cursor: str, order: Order) -> Q:
    """Return what stands before `cursor`, and the comment that it names."""
    replies, posted_at, pk = _read(cursor, order)
    if order == Order.NEWEST:
        return Q(posted_at__gte=posted_at) & (
            Q(posted_at__gt=posted_at) | Q(pk__gte=pk)
        )
    earlier = Q(posted_at__lt=posted_at) | Q(posted_at=posted_at, pk__lte=pk)
    if order == Order.OLDEST:
        return Q(posted_at__lte=posted_at) & earlier
    more = Q(number_of_replies__gt=replies)
    return Q(number_of_replies__gte=replies) & (more | earlier)


_FIELDS = {
    Order.OLDEST: ("posted_at", "id"),
    Order.NEWEST: ("-posted_at", "-id"),
    Order.ANSWERED: ("-number_of_replies", "posted_at", "id"),
}


def _read(cursor: str, order: Order) -> tuple[int, datetime, int]:
    found = CURSOR.fullmatch(cursor)
    if found is None or (found[1] is None) == (order == Order.ANSWERED):
        raise NotFound
    try:
        posted_at = EPOCH + int(found[2]) * MICROSECOND
    except OverflowError:
        raise NotFound from None
    return int(found[1] or 0), posted_at, int(found[3])
