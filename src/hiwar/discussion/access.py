"""The doors: a thread or a comment for someone who asks for it, or NotFound.

What is hidden and what never was get the same answer.
"""

from hiwar.accounts.models import Guest, Reader
from hiwar.kernel import prepared
from hiwar.kernel.errors import NotFound
from hiwar.kernel.prepared import Given

from .models import Comment, CommentQuerySet, Thread

_PUBLIC_THREAD = prepared.Query(
    lambda: Thread.objects.filter(key=Given("key"), is_public=True)
)


def thread_to_read(*, key: str) -> Thread:
    """Return the thread with `key`, unless its story is not published."""
    thread = _PUBLIC_THREAD.first(key=key)
    if thread is None:
        raise NotFound
    return thread


def comment_to_read(*, comment_id: int) -> Comment:
    """Return a comment that everybody may read."""
    return _one(_readable(), comment_id)


def first_comment_to_read(*, comment_id: int) -> Comment:
    """Return a first comment that stands in its thread, if only as a quiet line."""
    standing = _with_authors().first_comments().filter(thread__is_public=True)
    return _one(standing, comment_id)


def comment_to_answer(*, thread: Thread, comment_id: int | None) -> Comment | None:
    """Return the comment replied to, or None for a new comment in `thread`."""
    if comment_id is None:
        return None
    return _one(_readable().filter(thread=thread), comment_id)


def comment_to_withdraw(
    *, comment_id: int, reader: Reader | None, guest: Guest | None
) -> Comment:
    """Return a comment to its author, whatever has become of it."""
    comments = _with_authors()
    if reader is not None:
        return _one(comments.filter(reader=reader), comment_id)
    if guest is not None:
        return _one(comments.filter(guest=guest), comment_id)
    raise NotFound


def comment_to_decide(*, comment_id: int) -> Comment:
    """Return any comment at all. Only for those who may moderate."""
    return _one(_with_authors(), comment_id)


def _readable() -> CommentQuerySet:
    return _with_authors().visible().filter(thread__is_public=True)


def _with_authors() -> CommentQuerySet:
    return Comment.objects.select_related(
        "thread", "reader", "guest", "parent__reader", "parent__guest"
    )


def _one(comments: CommentQuerySet, comment_id: int) -> Comment:
    # No database holds a number beyond 64 bits; one asks politely or fails.
    if not 0 < comment_id < 2**63:
        raise NotFound
    comment = comments.filter(pk=comment_id).first()
    if comment is None:
        raise NotFound
    return comment
