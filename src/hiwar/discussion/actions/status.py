"""What becomes of a comment later: published, withdrawn, removed, restored.

Each locks the thread first and the comment after it, as posting does, so that no
two wait for each other and the numbers of the thread stay exact.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from hiwar.discussion import signals
from hiwar.discussion.models import Comment, Thread
from hiwar.kernel import changes
from hiwar.kernel.errors import Conflict

Status = Comment.Status


class AlreadyPublished(Conflict):
    code = "already_published"
    message = _("This comment has been published already.")


class AlreadyRemoved(Conflict):
    code = "already_removed"
    message = _("This comment has been removed already.")


class AlreadyWithdrawn(Conflict):
    code = "already_withdrawn"
    message = _("This comment has been withdrawn already.")


class NotRemoved(Conflict):
    code = "not_removed"
    message = _("This comment has not been removed.")


@transaction.atomic
def publish_comment(*, comment: Comment, now: datetime) -> None:
    """Show a pending comment to everybody, at the time when it was posted.

    Raises AlreadyPublished, AlreadyRemoved or AlreadyWithdrawn.
    """
    comment = _lock(comment)
    _refuse(
        comment,
        {
            Status.PUBLISHED: AlreadyPublished,
            Status.REMOVED: AlreadyRemoved,
            Status.WITHDRAWN: AlreadyWithdrawn,
        },
    )
    _change(comment, to=Status.PUBLISHED, now=now)


@transaction.atomic
def withdraw_comment(*, comment: Comment, now: datetime) -> None:
    """Take back a comment on behalf of its author.

    Replies stay and answer to a quiet line. A withdrawn comment can still be decided
    on: withdrawing is not a way around moderation.

    Raises AlreadyRemoved or AlreadyWithdrawn.
    """
    comment = _lock(comment)
    _refuse(
        comment,
        {Status.REMOVED: AlreadyRemoved, Status.WITHDRAWN: AlreadyWithdrawn},
    )
    _change(comment, to=Status.WITHDRAWN, withdrawn_at=now, now=now)


@transaction.atomic
def remove_comment(*, comment: Comment, rule: str = "", now: datetime) -> None:
    """Take a comment down, in whatever state it is.

    `rule` is the public name of the rule that it broke; readers see it, translated,
    in the quiet line that stays.

    Raises AlreadyRemoved.
    """
    comment = _lock(comment)
    _refuse(comment, {Status.REMOVED: AlreadyRemoved})
    _change(comment, to=Status.REMOVED, removal_rule=rule, now=now)


@transaction.atomic
def remove_comments(
    *, comments: Sequence[Comment], rule: str = "", now: datetime
) -> None:
    """Take many comments down at once, as `remove_comment` does with one.

    Raises AlreadyRemoved, and then takes none of them down.
    """
    locked = lock_comments(comments)
    for comment in locked:
        _refuse(comment, {Status.REMOVED: AlreadyRemoved})
    change_all(locked, to=Status.REMOVED, removal_rule=rule, now=now)


@transaction.atomic
def reset_comments(
    *, comments: Sequence[Comment], to: Status | str, rule: str = "", now: datetime
) -> None:
    """Give comments back the status that they had before somebody made a mistake.

    What its author has taken back or erased in the meantime is not shown again. `rule`
    is the public name of the rule by which they had been removed.
    """
    changed = [
        comment
        for comment in lock_comments(comments)
        if comment.status != to
        and (comment.status != Status.WITHDRAWN or to == Status.REMOVED)
    ]
    erased = [each for each in changed if each.is_erased and to != Status.REMOVED]
    change_all(erased, to=Status.WITHDRAWN, removal_rule="", now=now)
    others = [each for each in changed if each not in erased]
    change_all(others, to=Status(to), removal_rule=rule, now=now)


@transaction.atomic
def restore_comment(*, comment: Comment, now: datetime) -> None:
    """Put a removed comment back; one that its author withdrew stays withdrawn.

    Raises NotRemoved.
    """
    comment = _lock(comment)
    if comment.status != Status.REMOVED:
        raise NotRemoved
    back_to = Status.WITHDRAWN if comment.withdrawn_at else Status.PUBLISHED
    _change(comment, to=back_to, removal_rule="", now=now)


def lock_comments(comments: Sequence[Comment]) -> list[Comment]:
    """Return `comments` as they are now that nobody else changes them, with authors.

    Needs a transaction. Threads first and comments after them, each in their order:
    no two who decide about several of them wait for each other.
    """
    numbers = {comment.pk for comment in comments}
    threads = {comment.thread_id for comment in comments}
    list(Thread.objects.select_for_update().filter(pk__in=threads).order_by("id"))
    return list(
        Comment.objects.select_for_update(of=("self",))
        .select_related("thread", "reader", "guest")
        .filter(pk__in=numbers)
        .order_by("id")
    )


def _lock(comment: Comment) -> Comment:
    Thread.objects.select_for_update().get(pk=comment.thread_id)
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _refuse(comment: Comment, refusals: dict[str, type[Conflict]]) -> None:
    if refusal := refusals.get(comment.status):
        raise refusal


def _change(
    comment: Comment, *, to: Status, now: datetime, **others: str | datetime
) -> None:
    change_all([comment], to=to, now=now, **others)


def change_all(
    comments: Sequence[Comment], *, to: Status, now: datetime, **others: str | datetime
) -> None:
    """Give `comments` their new status, and bring along the numbers that follow it."""
    if not comments:
        return
    numbers = [comment.pk for comment in comments]
    Comment.objects.filter(pk__in=numbers).update(
        status=to, status_changed_at=now, **others
    )
    _count(comments, to)
    threads = sorted({comment.thread_id for comment in comments})
    changes.record(*(f"thread:{thread_id}" for thread_id in threads))
    signals.comment_status_changed.send(sender=Comment, comment_ids=numbers)


def _count(comments: Sequence[Comment], to: Status) -> None:
    """Add to what threads and first comments count, or take from it."""
    of_threads: Counter[int] = Counter()
    of_roots: Counter[int] = Counter()
    for comment in comments:
        shown = (to == Status.PUBLISHED) - (comment.status == Status.PUBLISHED)
        of_threads[comment.thread_id] += shown
        if comment.root_id:
            of_roots[comment.root_id] += shown
    for thread_id, shown in of_threads.items():
        if shown:
            _count_in_thread(thread_id, shown)
    for root_id, shown in of_roots.items():
        if shown:
            Comment.objects.filter(pk=root_id).update(
                number_of_replies=F("number_of_replies") + shown
            )


def _count_in_thread(thread_id: int, shown: int) -> None:
    newest = (
        Comment.objects.filter(thread=thread_id)
        .visible()
        .order_by("-posted_at", "-id")
        .values("posted_at")[:1]
    )
    Thread.objects.filter(pk=thread_id).update(
        number_of_comments=F("number_of_comments") + shown,
        last_comment_at=newest,
    )
