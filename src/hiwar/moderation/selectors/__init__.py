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
from .database import count_for_database, list_for_database
from .judged import Judged, list_judged
from .log import LogView, RemovalView, get_log
from .notices import NoticeRow, NoticeView, get_notice_view, list_own_notices
from .sealed import DAYS_TO_APPEAL, AppealView, SealedView
from .statements import (
    StatementRow,
    StatementView,
    find_statement_about,
    get_statement_view,
    list_own_statements,
)
from .terms import (
    CaughtView,
    PlaceView,
    ScreeningRuleView,
    TermsView,
    ThreadTermsView,
    TrialView,
    get_place,
    get_screening_rule_view,
    get_terms_view,
    get_thread_terms_view,
    get_trial_view,
    list_places,
)
from .transparency import count_moderators, get_report, list_months

__all__ = [
    "DAYS_TO_APPEAL",
    "AppealView",
    "CaughtView",
    "DecisionView",
    "DeskView",
    "EntryView",
    "Filter",
    "FindingView",
    "Judged",
    "LogView",
    "NoticeRow",
    "NoticeView",
    "PlaceView",
    "RemovalView",
    "ScreeningRuleView",
    "SealedView",
    "StatementRow",
    "StatementView",
    "TermsView",
    "ThreadTermsView",
    "TrialView",
    "count_for_database",
    "count_moderators",
    "count_waiting",
    "find_statement_about",
    "get_desk_view",
    "get_entry_view",
    "get_log",
    "get_notice_view",
    "get_place",
    "get_report",
    "get_screening_rule_view",
    "get_statement_view",
    "get_terms_view",
    "get_thread_terms_view",
    "get_trial_view",
    "list_for_database",
    "list_judged",
    "list_months",
    "list_own_notices",
    "list_own_statements",
    "list_places",
]
