"""A page of a thread, in a constant number of queries however long the thread is."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from hiwar.discussion.models import Comment, CommentQuerySet, Thread
from hiwar.discussion.paging import (
    FIRST_COMMENTS_A_PAGE,
    REPLIES_A_PAGE,
    REPLIES_SHOWN,
    Order,
    after,
    cursor_after,
    order_named,
    sort,
    sort_backwards,
    up_to,
)
from hiwar.kernel.errors import NotFound

from .rules import get_rules
from .settings import get_place_in_force, terms_of
from .views import CommentView, RepliesView, ThreadView, get_comment_view

# All that a comment shows, and nothing private of its author.
SHOWN = (
    "thread_id",
    "root_id",
    "guest_name",
    "html",
    "language",
    "status",
    "posted_at",
    "number_of_replies",
    "removal_rule",
    "reader__name",
    "reader__avatar",
    "reader__is_staff",
    "reader__is_name_hidden",
    "guest__name",
    "guest__mark",
    "guest__is_name_hidden",
)
SHOWN_OF_PARENT = (
    "parent__status",
    "parent__guest_name",
    "parent__reader__name",
    "parent__reader__avatar",
    "parent__reader__is_staff",
    "parent__reader__is_name_hidden",
    "parent__guest__name",
    "parent__guest__mark",
    "parent__guest__is_name_hidden",
)


def get_thread_view(
    *, thread: Thread, order: str = "", page: str = "", now: datetime
) -> ThreadView:
    """Return one page of `thread`: first comments, each with its earliest replies.

    Raises NotFound for an order or a page that there is not.
    """
    by = order_named(order)
    standing = thread.comments.first_comments()
    asked = standing.filter(after(page, by)) if page else standing
    firsts, has_next = cut(with_authors(sort(asked, by)), FIRST_COMMENTS_A_PAGE)
    replies = _replies_to(firsts)
    return replace(
        _without_comments(thread, now),
        order=by,
        page=page,
        comments=tuple(_with_replies(first, replies[first.pk]) for first in firsts),
        next_page=cursor_after(firsts[-1], by) if has_next else None,
        previous_page=_page_before(standing, page, by) if page else None,
    )


def get_replies_view(*, root: Comment, page: str = "", now: datetime) -> RepliesView:
    """Return one page of the replies that stand under `root`, oldest first.

    Raises NotFound when `root` is itself a reply, or the page is not there.
    """
    if root.root_id is not None:
        raise NotFound
    replies = Comment.objects.filter(root=root).replies()
    if page:
        replies = replies.filter(after(page, Order.OLDEST))
    shown, has_next = cut(with_authors(sort(replies, Order.OLDEST)), REPLIES_A_PAGE)
    return RepliesView(
        thread=_without_comments(root.thread, now),
        root=get_comment_view(
            comment=root,
            replies=tuple(get_comment_view(comment=reply) for reply in shown),
        ),
        page=page,
        next_page=cursor_after(shown[-1], Order.OLDEST) if has_next else None,
    )


def page_of(*, comment: Comment) -> str:
    """Return the page of the thread, oldest first, on which `comment` stands."""
    first = comment.root or comment
    standing = Comment.objects.filter(thread=comment.thread_id).first_comments()
    here = cursor_after(first, Order.OLDEST)
    position = standing.filter(up_to(here, Order.OLDEST)).exclude(pk=first.pk).count()
    pages_before = position // FIRST_COMMENTS_A_PAGE
    if not pages_before:
        return ""
    last = sort(standing, Order.OLDEST)[pages_before * FIRST_COMMENTS_A_PAGE - 1]
    return cursor_after(last, Order.OLDEST)


def with_authors(comments: CommentQuerySet) -> CommentQuerySet:
    """Load with each comment what is shown of its author and of whom it answers."""
    return comments.select_related(
        "reader", "guest", "parent__reader", "parent__guest"
    ).only(*SHOWN, *SHOWN_OF_PARENT)


def cut(rows: CommentQuerySet, length: int) -> tuple[list[Comment], bool]:
    """Return the first `length` rows, and whether there are more."""
    found = list(rows[: length + 1])
    return found[:length], len(found) > length


def _without_comments(thread: Thread, now: datetime) -> ThreadView:
    rules = get_rules()
    place = get_place_in_force(section=thread.section)
    terms = terms_of(thread=thread, place=place, rules=rules)
    days = rules.close_after_days
    is_open = thread.is_open(now=now, close_after_days=days) and not terms.is_closed
    return ThreadView(
        id=thread.pk,
        key=thread.key,
        title=thread.title,
        address=thread.address,
        mode=thread.mode,
        number_of_comments=thread.number_of_comments,
        is_open=is_open,
        guests_may_comment=not terms.is_registered_only,
        closes_at=thread.closing_at(close_after_days=days),
        is_held=terms.is_held,
        slow_minutes=terms.slow_minutes,
        closing_note="" if is_open else thread.closing_note,
    )


def _replies_to(firsts: list[Comment]) -> dict[int, list[Comment]]:
    """Return the earliest replies to each of `firsts`, and one more if there is."""
    # Numbered in the index alone; the texts of those behind are never touched.
    numbered = (
        Comment.objects.replies()
        .filter(root__in=[first.pk for first in firsts])
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=F("root"),
                order_by=[F("posted_at").asc(), F("id").asc()],
            )
        )
        .filter(place__lte=REPLIES_SHOWN + 1)
        .values_list("pk", flat=True)
    )
    # Two queries: as a subquery of the second, PostgreSQL may number them again for
    # every comment, when it does not know yet how many there are.
    earliest = list(numbered)
    replies: dict[int, list[Comment]] = defaultdict(list)
    for reply in sort(
        with_authors(Comment.objects.filter(pk__in=earliest)), Order.OLDEST
    ):
        replies[reply.root_id or 0].append(reply)
    return replies


def _with_replies(first: Comment, replies: list[Comment]) -> CommentView:
    return get_comment_view(
        comment=first,
        replies=tuple(
            get_comment_view(comment=reply) for reply in replies[:REPLIES_SHOWN]
        ),
        has_more_replies=len(replies) > REPLIES_SHOWN,
    )


def _page_before(standing: CommentQuerySet, page: str, order: Order) -> str:
    """Return the cursor of the page before `page`: the same that led on from it."""
    before = sort_backwards(standing.filter(up_to(page, order)), order)
    rows = before.only("posted_at", "number_of_replies")
    last = rows[FIRST_COMMENTS_A_PAGE : FIRST_COMMENTS_A_PAGE + 1].first()
    return cursor_after(last, order) if last else ""
