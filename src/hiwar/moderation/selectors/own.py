"""What a moderator must leave to another: their own words, and what they told of."""

from collections.abc import Collection, Sequence

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment
from hiwar.moderation.models import Appeal, Notice, QueueItem, Report


def find_own_cases(*, comments: Collection[int], reader: Reader) -> set[int]:
    """Return which of these comments `reader` wrote, reported or sent a notice about.

    In one query, however many there are.
    """
    wrote = Comment.objects.filter(pk__in=comments, reader=reader).values_list("pk")
    reported = Report.objects.filter(comment__in=comments, reader=reader)
    noticed = Notice.objects.filter(comment__in=comments, reader=reader)
    found = wrote.order_by().union(
        reported.order_by().values_list("comment_id"),
        noticed.order_by().values_list("comment_id"),
    )
    return {pk for (pk,) in found}


def find_own_items(*, items: Sequence[QueueItem], reader: Reader) -> set[str]:
    """Return the keys of those that `reader` must leave to another.

    Expects appeals to be loaded with what they object to.
    """
    comments = [item.comment_id for item in items if item.comment_id]
    own = find_own_cases(comments=comments, reader=reader)
    return {
        item.key
        for item in items
        if item.comment_id in own
        or (item.appeal and is_own_appeal(item.appeal, reader))
    }


def is_own_appeal(appeal: Appeal, reader: Reader) -> bool:
    """Return whether `reader` objects, wrote what it is about, or decided first."""
    told = appeal.statement or appeal.notice
    if told is None:
        return False
    notice = appeal.notice
    decision = appeal.statement.decision if appeal.statement else None
    decision = decision or (notice.settled_by if notice else None)
    people = {
        told.reader_id,
        decision.moderator_id if decision else None,
        notice.comment.reader_id if notice else None,
    }
    return reader.pk in people
