"""The queue: a list of what waits, and one thing of it opened beside."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hiwar.accounts.models import Reader
from hiwar.kernel import http
from hiwar.moderation import access
from hiwar.moderation.actions import UNDO_SECONDS
from hiwar.moderation.selectors import opened, queue, undoing

FILTERS = ("why", "section", "language", "finding")


@require_safe
@never_cache
def show_queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, and one thing opened; to the page's script the lines alone."""
    reader = access.moderator(request.user)
    now = timezone.now()
    chosen = queue.Chosen(**{name: request.GET.get(name, "") for name in FILTERS})
    view = queue.get_queue_view(
        chosen=chosen, page=request.GET.get("page", ""), reader=reader, now=now
    )
    if http.wants_json(request):
        return JsonResponse(_lines(request, view))
    asked = request.GET.get("item", "")
    key = asked or (view.rows[0].key if view.rows else "")
    item = opened.get_opened_view(key=key, reader=reader, now=now) if key else None
    context = {
        **_frame(view, key),
        "item": item,
        # On a phone there is room for one of both.
        "is_asked_for": bool(asked),
        "undo": _undoable(request, reader),
        "page_title": _("Queue"),
        "now": now,
    }
    return render(request, "moderation/queue.html", context)


@require_safe
@never_cache
def show_item(request: HttpRequest, key: str) -> HttpResponse:
    """Show one thing alone, as a part of the page, to the page's script."""
    reader = access.moderator(request.user)
    if not http.wants_json(request):
        address = f"{reverse('hiwar_queue')}?{urlencode({'item': key})}"
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    item = opened.get_opened_view(key=key, reader=reader, now=timezone.now())
    html = render_to_string(
        "moderation/opened.html",
        {"item": item, "here": reverse("hiwar_queue"), "now": timezone.now()},
        request=request,
    )
    return JsonResponse({"key": key, "waits": item.row is not None, "html": html})


def _frame(view: queue.QueueView, key: str) -> dict[str, object]:
    """Return what the page needs around what is opened."""
    keys = [row.key for row in view.rows]
    place = keys.index(key) if key in keys else -1
    following = keys[place + 1] if place + 1 < len(keys) else ""
    address = reverse("hiwar_queue")
    return {
        "view": view,
        "key": key,
        "reasons": opened.list_reasons(language=get_language() or ""),
        "explanations": opened.list_explanations(),
        "previous": keys[place - 1] if place > 0 else "",
        "following": following,
        # Where a form leads to that needs no script: to what waits next.
        "here": f"{address}?{view.chosen.query(item=following)}",
    }


def _lines(request: HttpRequest, view: queue.QueueView) -> dict[str, object]:
    html = render_to_string("moderation/queue_rows.html", {"view": view, "key": ""})
    whys = render_to_string("moderation/queue_whys.html", {"view": view})
    return {
        "html": html,
        "whys": whys,
        "keys": [row.key for row in view.rows],
        "next": f"?{view.chosen.query(page=view.next_page)}" if view.next_page else "",
    }


def _undoable(request: HttpRequest, reader: Reader) -> undoing.UndoView | None:
    number = request.GET.get("undo", "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return undoing.find_undoable(
        decision_id=int(number),
        moderator=reader,
        seconds=UNDO_SECONDS,
        now=timezone.now(),
    )
