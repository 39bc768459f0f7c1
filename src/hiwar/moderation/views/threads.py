"""What moderators do with a whole discussion: slow it down, close it with a note."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiwar.kernel.errors import Invalid, Refusal
from hiwar.moderation import access, actions, forms, selectors

from .people import field_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def moderate_thread(request: HttpRequest, key: str) -> HttpResponse:
    """Show what can be done with a discussion, and do it."""
    thread = access.thread_to_moderate(key=key, reader=request.user)
    if request.method != "POST":
        return _show(request, selectors.get_thread_terms_view(thread=thread))
    form = forms.ThreadTerms(request.POST)
    try:
        if not form.is_valid():
            raise Invalid
        actions.set_thread(
            moderator=access.moderator(request.user),
            thread=thread,
            is_closed=form.cleaned_data["is_closed"],
            note=form.cleaned_data["note"],
            slow_minutes=form.cleaned_data["slow_minutes"] or 0,
            now=timezone.now(),
        )
    except Refusal as refusal:
        view = selectors.get_thread_terms_view(thread=thread)
        return _show(request, view, form=form, refusal=refusal)
    messages.success(request, _("The change has been saved."))
    there = reverse("moderation:thread", args=[key])
    return HttpResponseRedirect(there, status=HTTPStatus.SEE_OTHER)


def _show(
    request: HttpRequest,
    view: selectors.ThreadTermsView,
    *,
    form: forms.ThreadTerms | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show the form: what was sent in when it was refused, else how things stand."""
    sent = form.data if form else {}
    context = {
        "thread": view,
        "refusal": refusal,
        "refused_field": field_of(refusal),
        "is_closed": "is_closed" in sent if form else view.is_closed,
        "note": sent.get("note", "") if form else view.note,
        "slow_minutes": sent.get("slow_minutes", "") if form else view.slow_minutes,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "moderation/thread.html", context, status=status)
