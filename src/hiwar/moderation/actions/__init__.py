"""Every write of moderation, one module for each subject."""

from hiwar.moderation.rules import public_name

from .checks import (
    LONGEST_EXPLANATION,
    AlreadyDecided,
    AlreadyRestricted,
    EndMissing,
    ExplanationTooLong,
    LegalGroundMissing,
    NotAModerator,
    NothingToLift,
    ReasonsMissing,
    WrongTargets,
)
from .decisions import (
    Decision,
    NothingToRemove,
    Outcome,
    issue_decision,
    remove_all_of,
)
from .desk import (
    AlreadyEscalated,
    ClaimedByAnother,
    claim,
    escalate,
    release,
    take_back,
    write_note,
)
from .past import PastRemoval, record_past_removals
from .queue import drop, note_appeal, note_held, note_notice, note_report, renew
from .record import append_to_record, erase_contents
from .seals import seal, seal_all
from .telling import LETTER_SECONDS, UNDO_SECONDS
from .undo import NotYourDecision, UndoTooLate, undo

__all__ = [
    "LETTER_SECONDS",
    "LONGEST_EXPLANATION",
    "UNDO_SECONDS",
    "AlreadyDecided",
    "AlreadyEscalated",
    "AlreadyRestricted",
    "ClaimedByAnother",
    "Decision",
    "EndMissing",
    "ExplanationTooLong",
    "LegalGroundMissing",
    "NotAModerator",
    "NotYourDecision",
    "NothingToLift",
    "NothingToRemove",
    "Outcome",
    "PastRemoval",
    "ReasonsMissing",
    "UndoTooLate",
    "WrongTargets",
    "append_to_record",
    "claim",
    "drop",
    "erase_contents",
    "escalate",
    "issue_decision",
    "note_appeal",
    "note_held",
    "note_notice",
    "note_report",
    "public_name",
    "record_past_removals",
    "release",
    "remove_all_of",
    "renew",
    "seal",
    "seal_all",
    "take_back",
    "undo",
    "write_note",
]
