"""What is kept of comments for a while only: addresses, and marks of their texts."""

from datetime import datetime

from django.db import transaction

from hiwar.discussion.models import Comment, Print
from hiwar.discussion.screening import repeated_text

BATCH = 2_000


@transaction.atomic
def forget_addresses(*, before: datetime) -> int:
    """Take the hashes of addresses from comments posted before that; return how many.

    At most a batch: each is a transaction of its own, for which writers wait briefly.
    """
    old = Comment.objects.filter(posted_at__lt=before).exclude(address_hash="")
    batch = list(old.order_by().values_list("pk", flat=True)[:BATCH])
    return Comment.objects.filter(pk__in=batch).update(address_hash="")


@transaction.atomic
def prune_prints(*, now: datetime) -> int:
    """Delete marks that are no longer looked for, a batch at most; return how many."""
    oldest = Print.objects.order_by("id").values_list("id", "comment__posted_at")
    since = now - repeated_text.WINDOW
    old = [pk for pk, posted_at in oldest[:BATCH] if posted_at < since]
    return Print.objects.filter(pk__in=old).delete()[0]
