"""Emptying what an author wrote, who wants nothing of theirs to be kept."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce

from hiwar.discussion.models import Comment, Finding, Print

from .status import Status, change_all, lock_comments
from .threads import batches


@transaction.atomic
def erase_comments(
    *, reader_id: int | None = None, guest_id: int | None = None, now: datetime
) -> int:
    """Empty all comments of a reader or a guest; return how many there were.

    Texts, names and what was noticed are gone. Where somebody has answered, a quiet
    line stays, as for what its author took back; what was removed stays removed, by
    its rule.
    """
    own = Comment.objects.filter(reader=reader_id, guest=guest_id)
    # By thread: no two who lock many threads wait for each other.
    numbers = own.order_by("thread_id", "id").values_list("pk", flat=True)
    number = 0
    for batch in batches(list(numbers)):
        _erase(batch, now)
        number += len(batch)
    return number


def _erase(numbers: Collection[int], now: datetime) -> None:
    locked = lock_comments(list(Comment.objects.filter(pk__in=numbers)))
    Comment.objects.filter(pk__in=numbers).update(
        text="",
        html="",
        guest_name="",
        guest_skeleton="",
        address_hash="",
        request_key=None,
        # Whoever restores what was removed does not show an empty comment.
        withdrawn_at=Coalesce("withdrawn_at", Value(now, output_field=DateTimeField())),
    )
    Finding.objects.filter(comment__in=numbers).delete()
    Print.objects.filter(comment__in=numbers).delete()
    shown = [each for each in locked if each.status in _NOT_GONE]
    change_all(shown, to=Status.WITHDRAWN, now=now)


_NOT_GONE = (Status.PUBLISHED, Status.PENDING)
