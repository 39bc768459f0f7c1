"""Every read of moderation, one module for each subject."""

from .comments import (
    DecisionView,
    DeskView,
    EntryView,
    Filter,
    FindingView,
    count_waiting,
    get_desk_view,
    get_entry_view,
)

__all__ = [
    "DecisionView",
    "DeskView",
    "EntryView",
    "Filter",
    "FindingView",
    "count_waiting",
    "get_desk_view",
    "get_entry_view",
]
