"""Every write to threads and comments, one module for each kind."""

from .imports import (
    CommentMoved,
    ImportedComment,
    ImportRefused,
    ParentElsewhere,
    import_comments,
)
from .post import (
    Draft,
    GuestsNotAllowed,
    ParentGone,
    RequestKeyTaken,
    ThreadClosed,
    check_draft,
    post_comment,
)
from .rules import register_actions
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
from .threads import open_thread, record_threads_of

__all__ = [
    "AlreadyPublished",
    "AlreadyRemoved",
    "AlreadyWithdrawn",
    "CommentMoved",
    "Draft",
    "GuestsNotAllowed",
    "ImportRefused",
    "ImportedComment",
    "NotRemoved",
    "ParentElsewhere",
    "ParentGone",
    "RequestKeyTaken",
    "ThreadClosed",
    "check_draft",
    "import_comments",
    "lock_comments",
    "open_thread",
    "post_comment",
    "publish_comment",
    "record_threads_of",
    "register_actions",
    "remove_comment",
    "remove_comments",
    "reset_comments",
    "restore_comment",
    "withdraw_comment",
]
