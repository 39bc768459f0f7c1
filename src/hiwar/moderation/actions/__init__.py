"""Every write of moderation, one module for each subject."""

from hiwar.moderation.rules import public_name

from .decisions import (
    LONGEST_EXPLANATION,
    Decision,
    ExplanationTooLong,
    NotAModerator,
    Outcome,
    ReasonsMissing,
    issue_decision,
)
from .past import PastRemoval, record_past_removals
from .seals import seal, seal_all

__all__ = [
    "LONGEST_EXPLANATION",
    "Decision",
    "ExplanationTooLong",
    "NotAModerator",
    "Outcome",
    "PastRemoval",
    "ReasonsMissing",
    "issue_decision",
    "public_name",
    "record_past_removals",
    "seal",
    "seal_all",
]
