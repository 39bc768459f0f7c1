"""Answers in JSON to the page's own script; the package's README names their fields."""

from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string

from hiwar.accounts import names
from hiwar.discussion.models import Thread
from hiwar.discussion.selectors import CommentView
from hiwar.kernel import dates
from hiwar.kernel.errors import Refusal, TooSoon


def refusal_json(refusal: Refusal, **others: Any) -> JsonResponse:
    """Say what was refused, and at which field if it is about one."""
    field = field_of(refusal)
    answer = {
        "code": refusal.code,
        "message": str(refusal),
        "fields": {field: str(refusal)} if field else {},
    }
    return JsonResponse({**answer, **others}, status=refusal.status)


def field_of(refusal: Refusal) -> str:
    """Return the name of the field that `refusal` is about, if it is about one."""
    if isinstance(refusal, names.NameRefused | names.NameTaken):
        return "name"
    return getattr(refusal, "field", "")


def wait(response: Any, refusal: Refusal) -> Any:
    """Say in the header, too, how long to wait."""
    if isinstance(refusal, TooSoon):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def comment_html(comment: CommentView, *, is_open: bool = True) -> str:
    """Return the list item that shows one comment, as on the thread's page."""
    context = {"comment": comment, "is_open": is_open}
    return render_to_string("discussion/comment.html", context)


def count_of(thread: Thread) -> str:
    """Return how many comments are shown, written as on the page."""
    return dates.number(thread.number_of_comments)
