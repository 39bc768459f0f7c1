"""What waits for a moderator, kept in step with what it is about.

An item says only why something waits and until when; it is worked out anew from the
comment, its open reports and its open notices each time one of them changes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from hiwar.discussion.models import Comment, Finding
from hiwar.moderation import urgency
from hiwar.moderation.models import (
    Appeal,
    Notice,
    QueueFinding,
    QueueItem,
    Report,
)

KEPT_IN_STEP = (
    "is_held",
    "number_of_reports",
    "number_of_notices",
    "section",
    "language",
    "since",
    "due_at",
)


@transaction.atomic
def renew(*, comments: Collection[int]) -> None:
    """Let the comments with these numbers wait, or no longer, as is now the case.

    A comment waits while it is held, and while a report or a notice about it is open;
    one that was erased while a notice is.
    Who looks at it, and that it was handed on, is left as it is.
    """
    # Check. What is read here must not change before it is written.
    rows = list(
        Comment.objects.select_for_update(of=("self",))
        .filter(pk__in=comments)
        .select_related("thread")
        .defer("text", "html")
        .order_by("id")
    )
    reasons = _reasons([row.pk for row in rows])

    # Change.
    waiting = [_item(row, reasons[row.pk]) for row in rows if reasons[row.pk].is_any]
    drop(comments=set(comments) - {item.comment_id for item in waiting})
    QueueItem.objects.bulk_create(
        waiting,
        update_conflicts=True,
        unique_fields=["comment"],
        update_fields=KEPT_IN_STEP,
    )
    _note_findings([item.comment_id for item in waiting if item.comment_id])


def note_held(*, comments: Collection[int]) -> None:
    """Let the comments with these numbers wait, which screening held."""
    renew(comments=comments)


def note_report(*, report: Report) -> None:
    """Let the comment that was reported wait, or wait less long."""
    renew(comments=[report.comment_id])


def note_notice(*, notice: Notice) -> None:
    """Let the comment that is said to be illegal wait, or wait less long."""
    renew(comments=[notice.comment_id])


@transaction.atomic
def note_appeal(*, appeal: Appeal) -> QueueItem:
    """Let an appeal wait for a moderator."""
    comment = _comment_of(appeal)
    return QueueItem.objects.create(
        appeal=appeal,
        section=comment.thread.section if comment else "",
        language=_language_of(appeal),
        since=appeal.lodged_at,
        due_at=urgency.appealed(appeal.lodged_at),
    )


@transaction.atomic
def drop(*, comments: Collection[int] = (), appeals: Collection[int] = ()) -> None:
    """Take what has these numbers out of the queue; what is not there is left alone."""
    if comments:
        QueueItem.objects.filter(comment__in=comments).delete()
    if appeals:
        QueueItem.objects.filter(appeal__in=appeals).delete()


@dataclass
class _Reasons:
    """Why one comment waits."""

    held_since: datetime | None = None
    reports: list[tuple[str, datetime]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        return bool(self.held_since or self.reports or self.notices)

    @property
    def since(self) -> datetime:
        return min(self._moments())

    @property
    def due_at(self) -> datetime:
        return min(self._ends())

    def _moments(self) -> Iterable[datetime]:
        if self.held_since:
            yield self.held_since
        yield from (at for _rule, at in self.reports)
        yield from (notice.received_at for notice in self.notices)

    def _ends(self) -> Iterable[datetime]:
        if self.held_since:
            yield urgency.held(self.held_since)
        if self.reports:
            yield urgency.reported(self.reports)
        for notice in self.notices:
            yield urgency.noticed(
                rule=notice.rule,
                concerns_abuse_of_children=notice.concerns_abuse_of_children,
                is_from_trusted_flagger=notice.is_from_trusted_flagger,
                at=notice.received_at,
            )


def _reasons(numbers: Sequence[int]) -> dict[int, _Reasons]:
    found: dict[int, _Reasons] = defaultdict(_Reasons)
    held = Comment.objects.pending().filter(pk__in=numbers)
    for pk, posted_at in held.values_list("pk", "posted_at"):
        found[pk].held_since = posted_at
    reports = Report.objects.filter(comment__in=numbers, settled_by=None)
    # Of what its author had deleted nothing is left to see. Somebody who says that it
    # was illegal is owed an answer all the same.
    reports = reports.exclude(comment__text="")
    for pk, rule, at in reports.values_list("comment_id", "rule", "reported_at"):
        found[pk].reports.append((rule, at))
    for notice in Notice.objects.filter(comment__in=numbers, settled_by=None):
        found[notice.comment_id].notices.append(notice)
    return found


def _item(comment: Comment, reasons: _Reasons) -> QueueItem:
    return QueueItem(
        comment=comment,
        is_held=reasons.held_since is not None,
        number_of_reports=len(reasons.reports),
        number_of_notices=len(reasons.notices),
        section=comment.thread.section,
        language=comment.language,
        since=reasons.since,
        due_at=reasons.due_at,
    )


def _note_findings(comments: Sequence[int]) -> None:
    """Keep beside each item what was noticed, so that the queue is filtered by it."""
    items = {
        item.comment_id: item for item in QueueItem.objects.filter(comment__in=comments)
    }
    names = Finding.objects.filter(comment__in=comments).values_list(
        "comment_id", "name"
    )
    QueueFinding.objects.bulk_create(
        [
            QueueFinding(item=items[pk], name=name, due_at=items[pk].due_at)
            for pk, name in sorted(set(names))
        ],
        update_conflicts=True,
        unique_fields=["item", "name"],
        update_fields=["due_at"],
    )


def _comment_of(appeal: Appeal) -> Comment | None:
    """Return what the decision that is appealed against was about, if a comment."""
    if appeal.notice is not None:
        return Comment.objects.select_related("thread").get(pk=appeal.notice.comment_id)
    assert appeal.statement is not None
    targets = appeal.statement.decision.targets
    target = (
        targets.exclude(comment=None)
        .select_related("comment__thread")
        .order_by("id")
        .first()
    )
    return target.comment if target else None


def _language_of(appeal: Appeal) -> str:
    told = appeal.statement or appeal.notice
    assert told is not None
    return told.language
