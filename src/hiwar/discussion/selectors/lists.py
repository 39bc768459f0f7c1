"""Comments and counts beside the thread itself: newest, own, most discussed."""

from collections.abc import Collection

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment, CommentQuerySet, Thread
from hiwar.discussion.paging import Order, after, cursor_after, sort

from .threads import cut, with_authors
from .views import (
    CommentView,
    CountsView,
    OwnCommentsView,
    OwnCommentView,
    get_comment_view,
)

OWN_A_PAGE = 30
# More than anybody reads of their own under one story.
MOST_OWN = 500
# As many as are said above the discussion; all of them stand on one's own page.
REMOVED_TOLD = 3


def list_newest(*, thread: Thread, limit: int) -> tuple[CommentView, ...]:
    """Return the newest comments of `thread`, replies among them, for a feed."""
    newest = sort(with_authors(thread.comments.visible()), Order.NEWEST)[:limit]
    return tuple(get_comment_view(comment=comment) for comment in newest)


def count_comments(*, keys: Collection[str]) -> CountsView:
    """Return how many comments each thread of `keys` shows, of those there are."""
    rows = list(
        Thread.objects.filter(key__in=keys, is_public=True).values_list(
            "pk", "key", "number_of_comments"
        )
    )
    return CountsView(
        by_key={key: number for _pk, key, number in rows},
        changes=tuple(f"thread:{pk}" for pk, _key, _number in rows),
    )


def list_most_commented(*, keys: Collection[str], limit: int) -> dict[str, int]:
    """Return the threads of `keys` with the most comments, the most first."""
    rows = Thread.objects.filter(
        key__in=keys, is_public=True, number_of_comments__gt=0
    ).order_by("-number_of_comments", "-opened_at", "-id")
    return dict(rows.values_list("key", "number_of_comments")[:limit])


def list_own_comments(
    *, reader: Reader | None, guest: Guest | None, page: str = ""
) -> OwnCommentsView:
    """Return a page of what somebody wrote, newest first, held ones too."""
    own = _own(reader, guest)
    if page:
        own = own.filter(after(page, Order.NEWEST))
    rows = sort(own, Order.NEWEST).select_related(
        "thread", "reader", "guest", "parent__reader", "parent__guest"
    )
    rows = rows.prefetch_related("findings")
    shown, has_next = cut(rows, OWN_A_PAGE)
    return OwnCommentsView(
        comments=tuple(
            OwnCommentView(
                comment=get_comment_view(comment=comment, is_own=True),
                title=comment.thread.title,
                address=comment.thread.address,
                is_public=comment.thread.is_public,
            )
            for comment in shown
        ),
        next_page=cursor_after(shown[-1], Order.NEWEST) if has_next else None,
    )


def list_own_pending(
    *, thread: Thread, reader: Reader | None, guest: Guest | None
) -> tuple[CommentView, ...]:
    """Return what somebody wrote in `thread` that still waits for review."""
    waiting = _own(reader, guest).filter(thread=thread).pending()
    authored = with_authors(waiting).prefetch_related("findings")
    rows = sort(authored, Order.OLDEST)[:MOST_OWN]
    return tuple(get_comment_view(comment=comment, is_own=True) for comment in rows)


def list_own_ids(
    *, thread: Thread, reader: Reader | None, guest: Guest | None
) -> tuple[int, ...]:
    """Return the numbers of what somebody wrote in `thread` and everybody sees."""
    own = _own(reader, guest).filter(thread=thread).visible()
    return tuple(sort(own, Order.NEWEST).values_list("pk", flat=True)[:MOST_OWN])


def list_own_removed(
    *, thread: Thread, reader: Reader | None, guest: Guest | None
) -> tuple[int, ...]:
    """Return the numbers of what a moderator removed of somebody's in `thread` last."""
    own = _own(reader, guest).filter(thread=thread, status=Comment.Status.REMOVED)
    return tuple(sort(own, Order.NEWEST).values_list("pk", flat=True)[:REMOVED_TOLD])


def _own(reader: Reader | None, guest: Guest | None) -> CommentQuerySet:
    if reader is not None:
        return Comment.objects.filter(reader=reader)
    if guest is not None:
        return Comment.objects.filter(guest=guest)
    return Comment.objects.none()
