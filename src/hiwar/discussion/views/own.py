"""What one reader alone may see: who they are here, and what they wrote."""

from http import HTTPStatus
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion import access, actions, forms, selectors
from hiwar.discussion.models import Comment
from hiwar.discussion.selectors import AuthorView
from hiwar.kernel import http
from hiwar.kernel.errors import Invalid, Refusal

from .answers import comment_html, count_of, refusal_json
from .people import guest_of, reader_of

# A right of the package above: its name is all that is known of it here.
MODERATE = "moderation.moderate"


@require_safe
@never_cache
def me(request: HttpRequest, key: str) -> HttpResponse:
    """Tell the page's script what the page, the same for everybody, cannot know."""
    thread = access.thread_to_read(key=key)
    reader, guest = reader_of(request), guest_of(request)
    held = selectors.list_own_pending(thread=thread, reader=reader, guest=guest)
    own = selectors.list_own_ids(thread=thread, reader=reader, guest=guest)
    return JsonResponse(
        {
            "csrf": get_token(request),
            "key": str(uuid4()),
            "reader": _reader(reader) if reader else None,
            "guest": {"name": guest.name, "mark": guest.mark} if guest else None,
            "held": [
                {"html": comment_html(comment), "parent": comment.parent_id}
                for comment in held
            ],
            "own": [*own, *(comment.id for comment in held)],
            "removed": selectors.list_own_removed(
                thread=thread, reader=reader, guest=guest
            ),
        }
    )


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I wrote, newest first, held comments too."""
    reader, guest = reader_of(request), guest_of(request)
    page = request.GET.get("page", "")
    own = selectors.list_own_comments(reader=reader, guest=guest, page=page)
    context = {"own": own, "author": _author_view(reader, guest)}
    return render(request, "discussion/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Ask whether a comment shall go, and take it back."""
    comment = access.comment_to_withdraw(
        comment_id=comment_id, reader=reader_of(request), guest=guest_of(request)
    )
    if request.method != "POST":
        return _ask(request, comment)
    try:
        if not forms.Withdrawal(request.POST).is_valid():
            raise Invalid
        actions.withdraw_comment(comment=comment, now=timezone.now())
    except Refusal as refusal:
        if http.wants_json(request):
            return refusal_json(refusal)
        return _ask(request, comment, refusal=refusal)
    return _say_withdrawn(request, comment)


def _say_withdrawn(request: HttpRequest, comment: Comment) -> HttpResponse:
    if not http.wants_json(request):
        messages.success(request, _("Your comment has been withdrawn."))
        return HttpResponseRedirect(
            reverse("discussion:mine"), status=HTTPStatus.SEE_OTHER
        )
    comment.refresh_from_db(fields=["status"])
    comment.thread.refresh_from_db(fields=["number_of_comments"])
    view = selectors.get_comment_view(comment=comment)
    return JsonResponse({"html": comment_html(view), "count": count_of(comment.thread)})


def _ask(
    request: HttpRequest, comment: Comment, *, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "comment": selectors.get_comment_view(comment=comment, is_own=True),
        "thread": comment.thread,
        "refusal": refusal,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "discussion/withdraw.html", context, status=status)


def _author_view(reader: Reader | None, guest: Guest | None) -> AuthorView | None:
    if reader is not None:
        return selectors.reader_view(reader)
    return selectors.guest_view(guest) if guest is not None else None


def _reader(reader: Reader) -> dict[str, object]:
    view = selectors.reader_view(reader)
    return {
        "name": view.name,
        "avatar": view.avatar or static("pages/icons/reader.svg"),
        "is_moderator": reader.has_perm(MODERATE),
    }
