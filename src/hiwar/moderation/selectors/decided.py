"""A decision in short, as moderators read it beside a comment or an author."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from hiwar.moderation.models import Decision
from hiwar.moderation.rules import public_name

Outcome = Decision.Outcome


@dataclass(frozen=True, kw_only=True)
class DecidedView:
    outcome: str
    outcome_name: str
    rule: str
    explanation: str
    # Empty when it was decided elsewhere.
    moderator: str
    issued_at: datetime
    until: datetime | None
    is_undo: bool


def decided_view(decision: Decision) -> DecidedView:
    """Return `decision` in short. Expects its moderator to be loaded."""
    return DecidedView(
        outcome=decision.outcome,
        outcome_name=decision.get_outcome_display(),
        rule=gettext(public_name(decision.rule)) if decision.rule else "",
        explanation=decision.explanation,
        moderator=decision.moderator.name if decision.moderator else "",
        issued_at=decision.issued_at,
        until=decision.until,
        is_undo=decision.is_undo,
    )
