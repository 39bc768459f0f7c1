"""What moderators and readers see of moderation, one module for each subject."""

from .comments import decide, desk_comments, desk_decide
from .reports import report, reported
from .threads import moderate_thread
from .told import appeal, appeal_of_notice, guest_page, mine, notice, statement, why

__all__ = [
    "appeal",
    "appeal_of_notice",
    "decide",
    "desk_comments",
    "desk_decide",
    "guest_page",
    "mine",
    "moderate_thread",
    "notice",
    "report",
    "reported",
    "statement",
    "why",
]
