"""What is waiting for a moderator, what was decided and why, and the record of it."""

from .decisions import Decision, DecisionTarget, Statement
from .notices import Appeal, Notice, Report, Seal
from .queue import Note, QueueFinding, QueueItem
from .record import RecordContents, RecordEntry

__all__ = [
    "Appeal",
    "Decision",
    "DecisionTarget",
    "Note",
    "Notice",
    "QueueFinding",
    "QueueItem",
    "RecordContents",
    "RecordEntry",
    "Report",
    "Seal",
    "Statement",
]
