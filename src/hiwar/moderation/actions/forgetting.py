"""What is kept of those who report for a while only: where they wrote from."""

from datetime import datetime

from django.db import transaction

from hiwar.moderation.models import Notice, Report

BATCH = 2_000


@transaction.atomic
def forget_addresses(*, before: datetime) -> int:
    """Take the hashes of addresses from reports and notices of before that moment.

    At most a batch of each; returns how many there were. Their limits and their
    counting once have long done what they are for.
    """
    reports = Report.objects.filter(reported_at__lt=before).exclude(address_hash="")
    notices = Notice.objects.filter(received_at__lt=before).exclude(address_hash="")
    forgotten = 0
    for old in (reports, notices):
        batch = list(old.order_by().values_list("pk", flat=True)[:BATCH])
        forgotten += old.model.objects.filter(pk__in=batch).update(address_hash="")
    return forgotten
