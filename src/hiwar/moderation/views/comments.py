"""Deciding about a comment: from its page, and from the list in the desk."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel import dates, http
from hiwar.kernel.errors import Invalid, Refusal
from hiwar.moderation import access, actions, forms, selectors


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def decide(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show a comment with the form that decides about it, and take the decision."""
    comment = access.comment_to_decide(comment_id=comment_id, reader=request.user)
    if request.method != "POST":
        return _show_form(request, comment, forms.Decision())
    form = forms.Decision(request.POST)
    try:
        _issue(request, comment, form)
    except Refusal as refusal:
        # The page's script is answered by the middleware.
        if http.wants_json(request):
            raise
        return _show_form(request, comment, form, refusal=refusal)
    comment = access.comment_to_decide(comment_id=comment_id, reader=request.user)
    if http.wants_json(request):
        return _say_decided(comment)
    return HttpResponseRedirect(_address_of(comment), status=HTTPStatus.SEE_OTHER)


@require_safe
@never_cache
def desk_comments(request: HttpRequest) -> HttpResponse:
    """List what waits for review and what is new, in the desk."""
    access.moderator(request.user)
    view = selectors.get_desk_view(
        shown=request.GET.get("show", ""),
        thread=request.GET.get("thread", ""),
        page=request.GET.get("page", ""),
    )
    return render(
        request,
        "moderation/desk_comments.html",
        {
            "view": view,
            "filters": _filters(view),
            "page_title": _("Comments"),
            "header_icon": "comment",
            "here": request.get_full_path(),
        },
    )


@require_POST
@never_cache
def desk_decide(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Take a decision from the list, say what came of it, and go back there."""
    comment = access.comment_to_decide(comment_id=comment_id, reader=request.user)
    form = forms.Decision(request.POST)
    try:
        decision = _issue(request, comment, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, DONE[actions.Outcome(decision.outcome)]())
    back_to = form.cleaned_data.get("next", "") if form.is_valid() else ""
    return redirect(http.safe_path(back_to, reverse("hiwar_comments")))


DONE = {
    actions.Outcome.KEEP: lambda: _("The comment has been published."),
    actions.Outcome.REMOVE: lambda: _("The comment has been removed."),
    actions.Outcome.RESTORE: lambda: _("The comment has been restored."),
}


def _issue(
    request: HttpRequest, comment: Comment, form: forms.Decision
) -> actions.Decision:
    if not form.is_valid():
        raise Invalid
    decided = form.cleaned_data
    return actions.issue_decision(
        comment=comment,
        moderator=access.moderator(request.user),
        outcome=decided["outcome"],
        rule=decided["rule"],
        explanation=decided["explanation"],
        now=timezone.now(),
    )


def _say_decided(comment: Comment) -> JsonResponse:
    view = discussion.get_comment_view(comment=comment)
    html = render_to_string(
        "discussion/comment.html", {"comment": view, "is_open": True}
    )
    return JsonResponse(
        {"html": html, "count": dates.number(comment.thread.number_of_comments)}
    )


def _address_of(comment: Comment) -> str:
    if comment.status == Comment.Status.PUBLISHED and comment.thread.is_public:
        return reverse("permalink", args=[comment.pk])
    return reverse("moderation:decide", args=[comment.pk])


def _show_form(
    request: HttpRequest,
    comment: Comment,
    form: forms.Decision,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "entry": selectors.get_entry_view(comment),
        "form": form,
        "refusal": refusal,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "moderation/decide.html", context, status=status)


def _filters(view: selectors.DeskView) -> list[tuple[str, str]]:
    waiting = dates.number(view.number_waiting)
    return [
        (selectors.Filter.ALL, _("All")),
        (selectors.Filter.HELD, _("Waiting (%(number)s)") % {"number": waiting}),
        (selectors.Filter.PUBLISHED, _("Published")),
        (selectors.Filter.REMOVED, _("Removed")),
    ]
