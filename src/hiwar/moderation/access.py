"""The door to deciding: for moderators only, and to any comment."""

from collections.abc import Sequence

from django.db.models import Q

from hiwar.accounts.models import Reader
from hiwar.discussion import access
from hiwar.discussion.models import Comment, Thread
from hiwar.kernel.errors import NotFound

from .models import Decision, Notice, QueueItem, Statement
from .models.notices import REPORTABLE
from .rights import leads_moderators, may_moderate
from .waiting import read_key

# Rights of the package below, which knows no moderators.
SCREENING = "discussion.set_screening"
TERMS = "discussion.change_discussionrules"


def moderator(reader: object) -> Reader:
    """Return `reader`, who may moderate. To others there is nothing here."""
    if not may_moderate(reader):
        raise NotFound
    return reader


def comment_to_decide(*, comment_id: int, reader: object) -> Comment:
    """Return a comment, hidden or not, to a moderator."""
    moderator(reader)
    return access.comment_to_decide(comment_id=comment_id)


def lead(reader: object) -> Reader:
    """Return `reader`, who leads the moderators. To others there is nothing here."""
    if not leads_moderators(moderator(reader)):
        raise NotFound
    return moderator(reader)


def comment_to_report(*, comment_id: int) -> Comment:
    """Return a comment that somebody could read, to whoever wants to report it."""
    comment = access.comment_to_decide(comment_id=comment_id)
    if comment.status not in REPORTABLE or not comment.thread.is_public:
        raise NotFound
    return comment


def statement_to_read(*, key: str) -> Statement:
    """Return the statement with the private `key`, unless it was undone at once."""
    statement = Statement.objects.given().with_reasons().filter(key=key).first()
    if statement is None:
        raise NotFound
    return statement


def notice_to_read(*, key: str) -> Notice:
    """Return the notice with the private `key`."""
    notice = Notice.objects.with_outcome().filter(key=key).first()
    if notice is None:
        raise NotFound
    return notice


def notice_to_mark(*, notice_id: int, comment: Comment) -> Notice:
    """Return a notice about `comment`, to a moderator who has that before them."""
    notice = Notice.objects.filter(pk=notice_id, comment=comment).first()
    if notice is None:
        raise NotFound
    return notice


def waiting(*, keys: Sequence[str]) -> list[QueueItem]:
    """Return what still waits under `keys`, in their order.

    Raises NotFound for what is no key.
    """
    numbers: dict[str, list[int]] = {"c": [], "a": []}
    for key in keys:
        kind, number = read_key(key)
        numbers[kind].append(number)
    found = QueueItem.objects.filter(
        Q(comment__in=numbers["c"]) | Q(appeal__in=numbers["a"])
    ).select_related(
        "claimed_by",
        "comment__thread",
        "comment__reader",
        "comment__guest",
        "appeal__statement",
        "appeal__notice",
    )
    by_key = {item.key: item for item in found}
    return [by_key[key] for key in keys if key in by_key]


def decision_to_undo(*, decision_id: int, reader: Reader) -> Decision:
    """Return a decision to whoever made it."""
    decision = Decision.objects.filter(pk=decision_id, moderator=reader).first()
    if decision is None:
        raise NotFound
    return decision


def may_set_screening(reader: Reader) -> bool:
    """Return whether `reader` decides what is held before it is shown."""
    return reader.has_perm(SCREENING)


def may_set_terms(reader: Reader) -> bool:
    """Return whether `reader` decides who may write where, and how."""
    return reader.has_perm(TERMS)


def thread_to_moderate(*, key: str, reader: object) -> Thread:
    """Return a discussion, public or not, to a moderator."""
    moderator(reader)
    thread = Thread.objects.filter(key=key).first()
    if thread is None:
        raise NotFound
    return thread
