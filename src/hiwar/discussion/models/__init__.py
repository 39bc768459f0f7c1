"""Threads, their comments, and the rules that editors and moderators set for them."""

from .comments import (
    LONGEST_COMMENT,
    LONGEST_IMPORTED_COMMENT,
    LONGEST_PAST_NAME,
    Comment,
    CommentQuerySet,
)
from .findings import Finding, Print
from .rules import DiscussionRules, PlaceRules, ScreeningRule
from .threads import LONGEST_NOTE, Thread

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_IMPORTED_COMMENT",
    "LONGEST_NOTE",
    "LONGEST_PAST_NAME",
    "Comment",
    "CommentQuerySet",
    "DiscussionRules",
    "Finding",
    "PlaceRules",
    "Print",
    "ScreeningRule",
    "Thread",
]
