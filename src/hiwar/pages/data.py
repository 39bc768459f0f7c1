"""A discussion as data, for the newsroom's other programs (docs/reference/data.md).

It says what the page says and in the same order, a page at a time. Every address is
whole.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from hiwar.discussion import access as discussion_access
from hiwar.discussion import selectors as discussion

from .public import public, publish
from .views import ahead, find_article


@public
def comments(request: HttpRequest, published_on: date, slug: str) -> HttpResponse:
    """One page of the comments under a story."""
    now = timezone.now()
    story = find_article(get_language() or "", published_on, slug, now)
    thread = discussion.get_thread_view(
        thread=discussion_access.thread_to_read(key=story.thread_key),
        order=request.GET.get("order", ""),
        page=request.GET.get("page", ""),
        now=now,
    )
    here = settings.ORIGIN + request.path
    response = JsonResponse(
        {
            "headline": story.headline,
            "url": settings.ORIGIN + story.path,
            "is_open": thread.is_open,
            "number_of_comments": thread.number_of_comments,
            "order": str(thread.order),
            "next": _page(here, thread, thread.next_page),
            "previous": _page(here, thread, thread.previous_page),
            "comments": [_comment(each) for each in thread.comments],
        },
        json_dumps_params={"ensure_ascii": False},
    )
    # Whoever asks gets what everybody gets: pages of other sites may read it, too.
    response["Access-Control-Allow-Origin"] = "*"
    return publish(
        response,
        shows=[*story.changes, *thread.changes],
        valid_until=ahead(thread.closes_at, now),
    )


def _page(here: str, thread: discussion.ThreadView, page: str | None) -> str | None:
    if page is None:
        return None
    asked = {"order": thread.order, **({"page": page} if page else {})}
    return f"{here}?{urlencode(asked)}"


def _comment(comment: discussion.CommentView) -> dict[str, Any]:
    """Return a comment with its replies; one that is gone says only that it is."""
    entry: dict[str, Any] = {
        "id": comment.id,
        "status": comment.status.lower(),
        "posted_at": comment.posted_at.isoformat(timespec="seconds"),
        "answers": comment.parent_id,
    }
    if comment.is_gone:
        entry["removed_for"] = comment.removal_rule
    else:
        author = comment.author
        entry |= {
            "url": settings.ORIGIN + reverse("permalink", args=[comment.id]),
            "author": {"name": author.name, "kind": str(author.kind)},
            "language": comment.language,
            "html": comment.html,
        }
    if not comment.is_reply:
        entry["number_of_replies"] = comment.number_of_replies
        entry["replies"] = [_comment(reply) for reply in comment.replies]
    if comment.has_more_replies:
        further = reverse("pages:replies", args=[comment.id])
        entry["more_replies"] = settings.ORIGIN + further
    return entry
