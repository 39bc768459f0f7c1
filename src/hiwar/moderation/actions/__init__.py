"""Every write of moderation, one module for each subject."""

from hiwar.moderation.rules import public_name

from .appeals import (
    AlreadyAppealed,
    AppealDecided,
    AppealTooLate,
    NothingToAppeal,
    SameModerator,
    appealed_decision,
    decide_appeal,
    lodge_appeal,
)
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
    YourOwnCase,
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
from .erasure import erase_author, erase_what_was_kept
from .forgetting import forget_addresses
from .letters import send_letter
from .notices import (
    EmailMalformed,
    GoodFaithMissing,
    NoticeDecided,
    NoticeKeyTaken,
    NotifyingTooFast,
    send_notice,
    set_trusted_flagger,
)
from .past import PastRemoval, record_past_removals
from .queue import drop, note_appeal, note_held, note_notice, note_report, renew
from .record import append_to_record, erase_contents
from .reports import (
    AlreadyReported,
    NothingToReport,
    ReportingTooFast,
    RuleUnknown,
    report_comment,
)
from .seals import seal, seal_all
from .telling import LETTER_SECONDS, UNDO_SECONDS
from .terms import (
    NotYoursToSet,
    set_place,
    set_rule,
    set_thread,
    set_trusted,
)
from .undo import NotYourDecision, UndoTooLate, undo

__all__ = [
    "LETTER_SECONDS",
    "LONGEST_EXPLANATION",
    "UNDO_SECONDS",
    "AlreadyAppealed",
    "AlreadyDecided",
    "AlreadyEscalated",
    "AlreadyReported",
    "AlreadyRestricted",
    "AppealDecided",
    "AppealTooLate",
    "ClaimedByAnother",
    "Decision",
    "EmailMalformed",
    "EndMissing",
    "ExplanationTooLong",
    "GoodFaithMissing",
    "LegalGroundMissing",
    "NotAModerator",
    "NotYourDecision",
    "NotYoursToSet",
    "NothingToAppeal",
    "NothingToLift",
    "NothingToRemove",
    "NothingToReport",
    "NoticeDecided",
    "NoticeKeyTaken",
    "NotifyingTooFast",
    "Outcome",
    "PastRemoval",
    "ReasonsMissing",
    "ReportingTooFast",
    "RuleUnknown",
    "SameModerator",
    "UndoTooLate",
    "WrongTargets",
    "YourOwnCase",
    "appealed_decision",
    "append_to_record",
    "claim",
    "decide_appeal",
    "drop",
    "erase_author",
    "erase_contents",
    "erase_what_was_kept",
    "escalate",
    "forget_addresses",
    "issue_decision",
    "lodge_appeal",
    "note_appeal",
    "note_held",
    "note_notice",
    "note_report",
    "public_name",
    "record_past_removals",
    "release",
    "remove_all_of",
    "renew",
    "report_comment",
    "seal",
    "seal_all",
    "send_letter",
    "send_notice",
    "set_place",
    "set_rule",
    "set_thread",
    "set_trusted",
    "set_trusted_flagger",
    "take_back",
    "undo",
    "write_note",
]
