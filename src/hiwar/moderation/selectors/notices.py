"""Notices, as those read them who sent them (Article 16)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from hiwar.accounts.models import Reader
from hiwar.moderation import reasons
from hiwar.moderation.models import Decision, Notice
from hiwar.moderation.rules import public_name

from .sealed import (
    AppealView,
    SealedView,
    appeal_until,
    appeal_view,
    reversed_at,
    sealed_view,
)

LISTED = 200
# As long as a decision can be undone, and a little longer.
UNTIL_TOLD = timedelta(seconds=15)


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """A notice as its notifier sees it, and what came of it."""

    path: str
    comment: SealedView
    address: str
    explanation: str
    law: str
    rule: str
    name: str
    email: str
    received_at: datetime
    is_decided: bool
    was_removed: bool
    decided_at: datetime | None
    why: str
    # What a later decision to the contrary says, if there is one.
    is_revised: bool
    is_removed_after_all: bool
    why_revised: str
    # When the decision was taken back, if it was.
    reversed_at: datetime | None
    redress: tuple[str, ...]
    appeal_until: datetime | None
    appeal: AppealView | None
    may_appeal: bool


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    path: str
    story: str
    received_at: datetime
    is_decided: bool


def get_notice_view(*, notice: Notice, now: datetime) -> NoticeView:
    """Return what the notifier may know: their own words, and what was decided."""
    decision = told_decision(notice, now)
    appeal = appeal_view(notice, now)
    revised = told_revision(notice, now)
    was_removed = decision is not None and removes(decision)
    until = appeal_until(decision.issued_at) if decision else None
    may_appeal = (
        appeal is None and not was_removed and until is not None and now <= until
    )
    return NoticeView(
        path=path_of(notice),
        comment=sealed_view(notice.seal, notice.comment),
        address=notice.address,
        explanation=notice.explanation,
        law=notice.law,
        rule=gettext(public_name(notice.rule)) if notice.rule else "",
        name=notice.name,
        email=notice.email,
        received_at=notice.received_at,
        is_decided=decision is not None,
        was_removed=was_removed,
        decided_at=decision.issued_at if decision else None,
        why=decision.explanation if decision else "",
        is_revised=revised is not None,
        is_removed_after_all=revised is not None and removes(revised),
        why_revised=revised.explanation if revised else "",
        reversed_at=reversed_at(decision) if decision else None,
        redress=_redress(decision, until if may_appeal else None),
        appeal_until=until,
        appeal=appeal,
        may_appeal=may_appeal,
    )


def list_own_notices(*, reader: Reader, now: datetime) -> tuple[NoticeRow, ...]:
    """Return what a reader has sent, newest first."""
    notices = Notice.objects.filter(reader=reader).with_outcome()
    return tuple(
        NoticeRow(
            path=path_of(notice),
            story=notice.comment.thread.title,
            received_at=notice.received_at,
            is_decided=told_decision(notice, now) is not None,
        )
        for notice in notices.order_by("-received_at", "-id")[:LISTED]
    )


def told_decision(notice: Notice, now: datetime) -> Decision | None:
    """Return what was decided, once it cannot be undone any more."""
    is_told = notice.answer_at is None or notice.answer_at <= now
    return notice.settled_by if is_told else None


def told_revision(notice: Notice, now: datetime) -> Decision | None:
    """Return what was decided to the contrary later, once it cannot be undone."""
    revised = notice.revised_by
    if revised is None or revised.issued_at + UNTIL_TOLD > now:
        return None
    return revised


def removes(decision: Decision) -> bool:
    """Return whether `decision` did what a notifier asks for."""
    return decision.outcome == Decision.Outcome.REMOVE


def _redress(decision: Decision | None, until: datetime | None) -> tuple[str, ...]:
    """Return what can be done about `decision` by whoever wanted a removal."""
    if decision is None or removes(decision):
        return ()
    return reasons.redress(until)


def path_of(notice: Notice) -> str:
    return reverse("moderation:notice", args=[notice.key])
