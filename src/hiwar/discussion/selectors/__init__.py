"""Every read of threads and comments, besides the doors in `access`."""

from .lists import (
    count_comments,
    list_most_commented,
    list_newest,
    list_own_comments,
    list_own_ids,
    list_own_pending,
)
from .rules import find_readers_in_name, get_rules, has_been_published
from .threads import get_replies_view, get_thread_view, page_of
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
    "AuthorKind",
    "AuthorView",
    "CommentView",
    "CountsView",
    "OwnCommentView",
    "OwnCommentsView",
    "RepliesView",
    "ThreadView",
    "author_view",
    "count_comments",
    "find_readers_in_name",
    "get_comment_view",
    "get_replies_view",
    "get_rules",
    "get_thread_view",
    "guest_view",
    "has_been_published",
    "list_most_commented",
    "list_newest",
    "list_own_comments",
    "list_own_ids",
    "list_own_pending",
    "page_of",
    "reader_view",
]
