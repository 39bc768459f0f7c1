"""What becomes of a comment later: published, withdrawn, removed, restored.

Each locks the thread first and the comment after it, as posting does, so that no
two wait for each other and the numbers of the thread stay exact.
"""

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
def restore_comment(*, comment: Comment, now: datetime) -> None:
    """Put a removed comment back; one that its author withdrew stays withdrawn.

    Raises NotRemoved.
    """
    comment = _lock(comment)
    if comment.status != Status.REMOVED:
        raise NotRemoved
    back_to = Status.WITHDRAWN if comment.withdrawn_at else Status.PUBLISHED
    _change(comment, to=back_to, removal_rule="", now=now)


def _lock(comment: Comment) -> Comment:
    Thread.objects.select_for_update().get(pk=comment.thread_id)
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _refuse(comment: Comment, refusals: dict[str, type[Conflict]]) -> None:
    if refusal := refusals.get(comment.status):
        raise refusal


def _change(
    comment: Comment, *, to: Status, now: datetime, **others: str | datetime
) -> None:
    """Give `comment` its new status and bring the numbers that depend on it along."""
    shown = (to == Status.PUBLISHED) - (comment.status == Status.PUBLISHED)
    Comment.objects.filter(pk=comment.pk).update(
        status=to, status_changed_at=now, **others
    )
    if shown:
        _count(comment, shown)
    changes.record(f"thread:{comment.thread_id}")
    signals.comment_status_changed.send(sender=Comment, comment_ids=[comment.pk])


def _count(comment: Comment, shown: int) -> None:
    """Add `shown`, one or minus one, to what the thread and the first comment count."""
    newest = (
        Comment.objects.filter(thread=comment.thread_id)
        .visible()
        .order_by("-posted_at", "-id")
        .values("posted_at")[:1]
    )
    Thread.objects.filter(pk=comment.thread_id).update(
        number_of_comments=F("number_of_comments") + shown,
        last_comment_at=newest,
    )
    if comment.root_id:
        Comment.objects.filter(pk=comment.root_id).update(
            number_of_replies=F("number_of_replies") + shown
        )
