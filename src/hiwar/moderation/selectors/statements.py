"""Statements of reasons, as those read them whom they concern (Article 17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment
from hiwar.moderation import reasons
from hiwar.moderation.models import DecisionTarget, Statement
from hiwar.moderation.rules import get_rule

from .sealed import (
    AppealView,
    SealedView,
    appeal_until,
    appeal_view,
    reversed_at,
    sealed_view,
)

# As many comments as one statement shows in full; a removal may be of hundreds.
COMMENTS_SHOWN = 20
# More than anybody looks back on.
LISTED = 200


@dataclass(frozen=True, kw_only=True)
class StatementView:
    """The reasons for one decision, in the active language, by the letters of 17(3)."""

    path: str
    title: str
    issued_at: datetime
    restriction: tuple[str, ...]
    circumstances: tuple[str, ...]
    automation: str
    ground: reasons.Ground
    redress: tuple[str, ...]
    comments: tuple[SealedView, ...]
    number_of_comments: int
    appeal_until: datetime
    appeal: AppealView | None
    may_appeal: bool
    # When the decision was taken back, if it was.
    reversed_at: datetime | None

    @property
    def number_not_shown(self) -> int:
        return self.number_of_comments - len(self.comments)


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    path: str
    title: str
    story: str
    issued_at: datetime
    reversed_at: datetime | None
    appeal: AppealView | None


def get_statement_view(*, statement: Statement, now: datetime) -> StatementView:
    """Return all that `statement` says, in the active language."""
    targets = _own_targets(statement)
    facts = _facts(statement, targets)
    appeal = appeal_view(statement, now)
    taken_back_at = reversed_at(statement.decision)
    until = appeal_until(statement.issued_at)
    may_appeal = appeal is None and taken_back_at is None and now <= until
    return StatementView(
        path=_path(statement),
        title=reasons.title(facts),
        issued_at=statement.issued_at,
        restriction=reasons.restriction(facts),
        circumstances=reasons.circumstances(facts),
        automation=reasons.automation(facts),
        ground=reasons.ground(facts),
        redress=reasons.redress(until if may_appeal else None),
        comments=tuple(
            sealed_view(target.seal, _comment(target))
            for target in targets[:COMMENTS_SHOWN]
        ),
        number_of_comments=len(targets),
        appeal_until=until,
        appeal=appeal,
        may_appeal=may_appeal,
        reversed_at=taken_back_at,
    )


def list_own_statements(
    *, reader: Reader | None, guest: Guest | None, now: datetime
) -> tuple[StatementRow, ...]:
    """Return what was decided about somebody and their comments, newest first."""
    statements = _own(reader, guest).order_by("-issued_at", "-id")[:LISTED]
    return tuple(_row(statement, now) for statement in statements)


def find_statement_about(
    *, comment: Comment, reader: Reader | None, guest: Guest | None
) -> Statement | None:
    """Return the newest statement that the author was given about `comment`."""
    own = _own(reader, guest).filter(decision__targets__comment=comment)
    return own.order_by("-issued_at", "-id").first()


def _own(reader: Reader | None, guest: Guest | None) -> QuerySet[Statement]:
    given = Statement.objects.given().with_reasons()
    if reader is not None:
        return given.filter(reader=reader)
    return given.filter(guest=guest) if guest is not None else given.none()


def _own_targets(statement: Statement) -> list[DecisionTarget]:
    """Return the comments of the decision that are by whom the statement is for."""
    return [
        target
        for target in statement.decision.targets.all()
        if target.comment
        and (target.comment.reader_id, target.comment.guest_id)
        == (statement.reader_id, statement.guest_id)
    ]


def _comment(target: DecisionTarget) -> Comment:
    assert target.comment is not None
    return target.comment


def _facts(statement: Statement, targets: Sequence[DecisionTarget]) -> reasons.Facts:
    decision = statement.decision
    only = targets[0].comment if len(targets) == 1 else None
    rule = get_rule(decision.rule)
    return reasons.Facts(
        outcome=decision.outcome,
        number_of_comments=len(targets),
        posted_at=only.posted_at if only else None,
        story=only.thread.title if only else "",
        until=decision.until,
        source=decision.source,
        was_detected_automatically=decision.was_detected_automatically,
        rule=decision.rule,
        rule_sentence=str(rule.sentence) if rule else "",
        legal_ground=decision.legal_ground,
        explanation=decision.explanation,
        issued_at=decision.issued_at,
    )


def _row(statement: Statement, now: datetime) -> StatementRow:
    targets = _own_targets(statement)
    facts = _facts(statement, targets)
    return StatementRow(
        path=_path(statement),
        title=reasons.title(facts),
        story=facts.story,
        issued_at=statement.issued_at,
        reversed_at=reversed_at(statement.decision),
        appeal=appeal_view(statement, now),
    )


def _path(statement: Statement) -> str:
    return reverse("moderation:statement", args=[statement.key])
