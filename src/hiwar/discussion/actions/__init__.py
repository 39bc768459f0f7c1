"""Every write to threads and comments, one module for each kind."""

from hiwar.discussion.limits import PostingTooFast, ThreadIsSlow, TooManyFromAddress

from .drafts import AskedFirst, Draft, ScreenedOut
from .erasure import erase_comments
from .imports import (
    CommentMoved,
    ImportedComment,
    ImportRefused,
    ParentElsewhere,
    import_comments,
)
from .post import (
    GuestsNotAllowed,
    ParentGone,
    RequestKeyTaken,
    ThreadClosed,
    check_draft,
    post_comment,
)
from .retention import forget_addresses, prune_prints
from .rules import register_actions
from .settings import (
    LONGEST_LIST,
    PlaceUnusable,
    RuleUnusable,
    check_rule,
    set_place,
    set_rule,
    unset_rule,
)
from .status import (
    AlreadyPublished,
    AlreadyRemoved,
    AlreadyWithdrawn,
    NotRemoved,
    lock_comments,
    publish_comment,
    remove_comment,
    remove_comments,
    reset_comments,
    restore_comment,
    withdraw_comment,
)
from .threads import (
    SLOWEST,
    NoteTooLong,
    PaceUnusable,
    close_thread,
    open_thread,
    record_threads_of,
    reopen_thread,
    slow_thread,
)

__all__ = [
    "LONGEST_LIST",
    "SLOWEST",
    "AlreadyPublished",
    "AlreadyRemoved",
    "AlreadyWithdrawn",
    "AskedFirst",
    "CommentMoved",
    "Draft",
    "GuestsNotAllowed",
    "ImportRefused",
    "ImportedComment",
    "NotRemoved",
    "NoteTooLong",
    "PaceUnusable",
    "ParentElsewhere",
    "ParentGone",
    "PlaceUnusable",
    "PostingTooFast",
    "RequestKeyTaken",
    "RuleUnusable",
    "ScreenedOut",
    "ThreadClosed",
    "ThreadIsSlow",
    "TooManyFromAddress",
    "check_draft",
    "check_rule",
    "close_thread",
    "erase_comments",
    "forget_addresses",
    "import_comments",
    "lock_comments",
    "open_thread",
    "post_comment",
    "prune_prints",
    "publish_comment",
    "record_threads_of",
    "register_actions",
    "remove_comment",
    "remove_comments",
    "reopen_thread",
    "reset_comments",
    "restore_comment",
    "set_place",
    "set_rule",
    "slow_thread",
    "unset_rule",
    "withdraw_comment",
]
