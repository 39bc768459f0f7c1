"""Emptying what is kept about an author, or about a notifier, who is erased.

What was decided, when and by which rule, stays: it says nothing of anybody. What is
taken out of the record is said by a link of it (`record.erase_contents`).
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast

from hiwar.discussion.models import Comment
from hiwar.kernel import changes
from hiwar.moderation import topics
from hiwar.moderation.models import (
    Appeal,
    Decision,
    DecisionTarget,
    Note,
    Notice,
    QueueItem,
    Report,
    Seal,
    Statement,
)
from hiwar.moderation.models.decisions import ERASED
from hiwar.moderation.models.keys import new_key

from .queue import drop, renew
from .record import erase_contents


@transaction.atomic
def erase_author(
    *,
    reader_id: int | None = None,
    guest_id: int | None = None,
    emails: Collection[str] = (),
    now: datetime,
) -> None:
    """Empty what is kept of a reader or a guest: sealed texts, reasons, their words.

    Nobody can open their statements and notices any more. Of a comment that is said to
    be illegal the sealed text is kept until that is decided, and no longer.
    """
    own = Q(reader=reader_id) if reader_id is not None else Q(guest=guest_id)
    comments = Comment.objects.filter(own)
    _empty_seals(Seal.objects.filter(comment__in=comments))
    _empty_reports(own, comments)
    _empty_notices(reader_id, emails, now)
    _empty_statements(own)
    _empty_reasons(own)
    Note.objects.filter(own | Q(comment__in=comments)).delete()
    waiting = QueueItem.objects.filter(comment__in=comments)
    renew(comments=list(waiting.values_list("comment_id", flat=True)))
    changes.record(topics.OUTSIDE)
    # Last: whoever else adds to the record waits from here on.
    erase_contents(reader_id=reader_id, guest_id=guest_id, now=now)


@transaction.atomic
def erase_what_was_kept(*, now: datetime) -> int:
    """Empty what an erasure had to leave until it was decided; return how much."""
    seals = Seal.objects.filter(comment__text="").exclude(text="")
    said = Notice.objects.filter(erased_at__lt=now, settled_by__isnull=False)
    return _empty_seals(seals) + said.exclude(explanation="").update(
        explanation="", law=""
    )


def _empty_seals(seals: QuerySet[Seal]) -> int:
    """Empty those of comments about which no notice is open."""
    noticed = Notice.objects.filter(settled_by=None).values("comment")
    return seals.exclude(comment__in=noticed).update(
        text="",
        html="",
        pictures=[],
        author_name="",
        # That of a short text could be found by trying.
        digest=Cast(F("pk"), output_field=CharField(max_length=64)),
    )


def _empty_reports(own: Q, comments: QuerySet[Comment]) -> None:
    """Take out what they said of others, and what others said of them."""
    about = Q(comment__in=comments)
    Report.objects.filter(own | about).exclude(sentence="").update(sentence="")


def _empty_notices(
    reader_id: int | None, emails: Collection[str], now: datetime
) -> None:
    """Forget who sent a notice; what it says is needed until it is decided."""
    by_address = Q()
    for email in emails:
        by_address |= Q(email__iexact=email)
    if reader_id is None and not emails:
        return
    own = Q(reader=reader_id) if reader_id is not None else Q()
    for notice in Notice.objects.filter(own | by_address):
        notice.name = notice.email = notice.address_hash = ""
        notice.key = new_key()
        notice.erased_at = now
        if notice.settled_by_id is not None:
            notice.explanation = notice.law = ""
        notice.save()
        _empty_appeals(Appeal.objects.filter(notice=notice))


def _empty_statements(own: Q) -> None:
    statements = Statement.objects.filter(own)
    _empty_appeals(Appeal.objects.filter(statement__in=statements))
    for statement in statements:
        statement.key = new_key()
        statement.save(update_fields=["key"])


def _empty_appeals(appeals: QuerySet[Appeal]) -> None:
    """Take out the words of both sides. One that waits has nobody to be answered."""
    numbers = list(appeals.values_list("pk", flat=True))
    appeals.update(text="")
    appeals.exclude(reply="").update(reply=ERASED)
    drop(appeals=numbers)


def _empty_reasons(own: Q) -> None:
    """Take out of decisions what may quote them.

    Where a decision is about others, too, they were given the same reasons, and the
    record holds these against the decision.
    """
    is_theirs = own | Q(comment__in=Comment.objects.filter(own))
    theirs = DecisionTarget.objects.filter(is_theirs)
    of_others = DecisionTarget.objects.exclude(pk__in=theirs.values("pk"))
    about_them = Decision.objects.filter(pk__in=theirs.values("decision"))
    about_them.exclude(pk__in=of_others.values("decision")).exclude(
        explanation=""
    ).update(explanation=ERASED)
