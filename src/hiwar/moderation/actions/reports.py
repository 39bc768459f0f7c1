"""Reports: that somebody thinks a comment breaks a rule of the site."""

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import standing
from hiwar.accounts.models import Guest, Reader, Restriction
from hiwar.discussion.models import Comment
from hiwar.kernel import changes, turns
from hiwar.kernel.errors import Conflict, Invalid, TooSoon
from hiwar.moderation import topics, words
from hiwar.moderation.models import Report
from hiwar.moderation.models.notices import REPORTABLE
from hiwar.moderation.rules import RULES

from .queue import note_report
from .seals import seal

LONGEST_SENTENCE: Final = 500
REPORTS_AN_HOUR: Final = 20
# Of somebody whose reports have often been without reason.
REPORTS_A_DAY_WHEN_SLOWED: Final = 2
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


class AlreadyReported(Conflict):
    code = "already_reported"
    message = _("You have reported this comment already. A moderator will look at it.")


class NothingToReport(Conflict):
    code = "nothing_to_report"
    message = _("This comment is not shown any more: it has been removed since.")


class RuleUnknown(Invalid):
    code = "rule_unknown"
    message = _("Please choose one of these.")
    field = "rule"


class ReportingTooFast(TooSoon):
    code = "reporting_too_fast"
    message = _("You have reported a lot in a short time. Please wait a while.")


@transaction.atomic
def report_comment(
    *,
    comment: Comment,
    reporter: Reader | Guest | None,
    address_hash: str,
    rule: str,
    sentence: str,
    now: datetime,
) -> Report:
    """Let a comment wait for a moderator, sealed as it is now.

    A reader, a guest, or for others a network address counts once for a comment.

    Raises RuleUnknown, WordsTooLong, WordsUnreadable, ReportingTooFast,
    NothingToReport or AlreadyReported.
    """
    # Check.
    if rule not in RULES:
        raise RuleUnknown
    kept = words.check(
        sentence, field="sentence", longest=LONGEST_SENTENCE, may_be_empty=True
    )
    own = _reports_of(reporter, address_hash)
    turns.wait_for_turn(f"reports of {_name(reporter) or address_hash}")
    _check_pace(own, is_slowed=_is_slowed(reporter, now), now=now)
    comment = lock_reportable(comment)
    if own.filter(comment=comment).exists():
        raise AlreadyReported

    # Change.
    report = Report.objects.create(
        comment=comment,
        seal=seal(comment=comment, now=now),
        rule=rule,
        sentence=kept,
        reader=reporter if isinstance(reporter, Reader) else None,
        guest=reporter if isinstance(reporter, Guest) else None,
        address_hash="" if reporter else address_hash,
        reported_at=now,
    )

    # Tell.
    note_report(report=report)
    changes.record(topics.OUTSIDE)
    return report


def lock_reportable(comment: Comment) -> Comment:
    """Return `comment` as it is now, so that nobody decides about it meanwhile.

    Raises NothingToReport.
    """
    locked = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("thread", "reader", "guest")
        .get(pk=comment.pk)
    )
    if locked.status not in REPORTABLE:
        raise NothingToReport
    return locked


def _name(reporter: Reader | Guest | None) -> str:
    return f"{type(reporter).__name__} {reporter.pk}" if reporter else ""


def _reports_of(reporter: Reader | Guest | None, address_hash: str) -> QuerySet[Report]:
    if isinstance(reporter, Reader):
        return Report.objects.filter(reader=reporter)
    if isinstance(reporter, Guest):
        return Report.objects.filter(guest=reporter)
    return Report.objects.filter(reader=None, guest=None, address_hash=address_hash)


def _is_slowed(reporter: Reader | Guest | None, now: datetime) -> bool:
    if reporter is None:
        return False
    in_force = standing.list_in_force(reporter, now)
    return any(each.kind == Restriction.Kind.REPORTS_SLOWED for each in in_force)


def _check_pace(own: QuerySet[Report], *, is_slowed: bool, now: datetime) -> None:
    allowed, window = (
        (REPORTS_A_DAY_WHEN_SLOWED, DAY) if is_slowed else (REPORTS_AN_HOUR, HOUR)
    )
    reached = (
        own.filter(reported_at__gt=now - window)
        .order_by("-reported_at", "-id")
        .values_list("reported_at", flat=True)[allowed - 1 : allowed]
        .first()
    )
    if reached:
        wait = max(1, ceil((reached + window - now).total_seconds()))
        raise ReportingTooFast(retry_after=wait)
