"""Every read of threads and comments, besides the doors in `access`."""

from .facts import Asked, get_facts
from .hints import Hint, list_hints
from .lists import (
    count_comments,
    list_most_commented,
    list_newest,
    list_own_comments,
    list_own_ids,
    list_own_pending,
    list_own_removed,
)
from .rules import find_readers_in_name, get_rules
from .settings import (
    Place,
    Terms,
    get_own_settings,
    get_place,
    get_place_in_force,
    get_settings,
    terms_of,
)
from .threads import get_replies_view, get_thread_view, page_of
from .trial import Caught, Trial, try_rule
from .views import (
    AuthorKind,
    AuthorView,
    CommentView,
    CountsView,
    OwnCommentsView,
    OwnCommentView,
    RepliesView,
    ThreadView,
    author_view,
    get_comment_view,
    guest_view,
    reader_view,
)

__all__ = [
    "Asked",
    "AuthorKind",
    "AuthorView",
    "Caught",
    "CommentView",
    "CountsView",
    "Hint",
    "OwnCommentView",
    "OwnCommentsView",
    "Place",
    "RepliesView",
    "Terms",
    "ThreadView",
    "Trial",
    "author_view",
    "count_comments",
    "find_readers_in_name",
    "get_comment_view",
    "get_facts",
    "get_own_settings",
    "get_place",
    "get_place_in_force",
    "get_replies_view",
    "get_rules",
    "get_settings",
    "get_thread_view",
    "guest_view",
    "list_hints",
    "list_most_commented",
    "list_newest",
    "list_own_comments",
    "list_own_ids",
    "list_own_pending",
    "list_own_removed",
    "page_of",
    "reader_view",
    "terms_of",
    "try_rule",
]
