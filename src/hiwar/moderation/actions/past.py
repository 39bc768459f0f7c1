"""Decisions that were taken elsewhere, and came with what was imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hiwar.moderation.models import Decision, DecisionTarget


@dataclass(frozen=True, kw_only=True)
class PastRemoval:
    """A removal that was decided elsewhere, with the reasons given there."""

    comment_id: int
    rule: str
    explanation: str
    issued_at: datetime


@transaction.atomic
def record_past_removals(*, removals: Sequence[PastRemoval]) -> None:
    """Record decisions that came with imported comments; those known are left alone.

    The comments themselves are imported as removed. Rows are only ever added. They are
    no decisions of this newsroom: nobody is written to, and its record says nothing.
    """
    known = set(
        DecisionTarget.objects.filter(
            comment__in={removal.comment_id for removal in removals},
            decision__moderator__isnull=True,
        ).values_list(
            "comment_id",
            "decision__rule",
            "decision__explanation",
            "decision__issued_at",
        )
    )
    new = [
        removal
        for removal in removals
        if (
            removal.comment_id,
            removal.rule,
            removal.explanation,
            removal.issued_at,
        )
        not in known
    ]
    decisions = Decision.objects.bulk_create(
        Decision(
            outcome=Decision.Outcome.REMOVE,
            rule=removal.rule,
            explanation=removal.explanation,
            issued_at=removal.issued_at,
        )
        for removal in new
    )
    DecisionTarget.objects.bulk_create(
        DecisionTarget(decision=decision, comment_id=removal.comment_id)
        for decision, removal in zip(decisions, new, strict=True)
    )
