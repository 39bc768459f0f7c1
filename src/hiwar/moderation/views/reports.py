"""Reporting a comment: that it breaks a rule, or that it is illegal.

For anybody, without an account and without a script.
"""

from enum import StrEnum
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel import http
from hiwar.kernel.errors import Invalid, NotFound, Refusal
from hiwar.moderation import access, actions, forms
from hiwar.moderation.models import Notice
from hiwar.moderation.models.keys import new_key
from hiwar.moderation.rules import RULES

from .people import field_of, guest_of, reader_of, wait


class Kind(StrEnum):
    REPORT = "report"
    NOTICE = "notice"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Show both forms, one at a time, and take what was sent by one of them."""
    kind = _kind(request)
    if request.method == "POST":
        return _take(request, comment_id, kind)
    comment = access.comment_to_report(comment_id=comment_id)
    return _show(request, comment, kind, _empty_form(request, comment, kind))


@require_safe
@never_cache
def reported(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Say thanks, and what happens now."""
    try:
        comment = access.comment_to_report(comment_id=comment_id)
    except NotFound:
        comment = None
    return render(
        request,
        "moderation/reported.html",
        {"thread": comment.thread if comment else None},
    )


def _take(request: HttpRequest, comment_id: int, kind: Kind) -> HttpResponse:
    form = (forms.Notice if kind is Kind.NOTICE else forms.Report)(request.POST)
    comment = None
    try:
        comment = access.comment_to_report(comment_id=comment_id)
        if not form.is_valid():
            raise Invalid
        there = _send(request, comment, form)
    except Refusal as refusal:
        if field := field_of(refusal):
            form.add_error(field, str(refusal))
        # What was typed comes back even when the comment has gone meanwhile.
        return _show(request, comment, kind, form, refusal=refusal)
    return HttpResponseRedirect(there, status=HTTPStatus.SEE_OTHER)


def _send(
    request: HttpRequest, comment: Comment, form: forms.Report | forms.Notice
) -> str:
    """Do what was sent; return the address where it is answered."""
    if isinstance(form, forms.Notice):
        notice = _send_notice(request, comment, form)
        return reverse("moderation:notice", args=[notice.key])
    actions.report_comment(
        comment=comment,
        reporter=reader_of(request) or guest_of(request),
        address_hash=http.address_hash(request),
        rule=form.cleaned_data["rule"],
        sentence=form.cleaned_data["sentence"],
        now=timezone.now(),
    )
    return reverse("moderation:reported", args=[comment.pk])


def _send_notice(request: HttpRequest, comment: Comment, form: forms.Notice) -> Notice:
    return actions.send_notice(
        comment=comment,
        reader=reader_of(request),
        address_hash=http.address_hash(request),
        now=timezone.now(),
        language=get_language() or settings.LANGUAGE_CODE,
        **form.cleaned_data,
    )


def _kind(request: HttpRequest) -> Kind:
    asked = request.GET.get("as", "")
    return Kind.NOTICE if asked == Kind.NOTICE else Kind.REPORT


def _empty_form(
    request: HttpRequest, comment: Comment, kind: Kind
) -> forms.Report | forms.Notice:
    if kind is Kind.REPORT:
        return forms.Report()
    reader = reader_of(request)
    return forms.Notice(
        initial={
            "key": new_key(),
            "address": settings.ORIGIN + reverse("permalink", args=[comment.pk]),
            "name": reader.name if reader else "",
            "email": (reader.email or "") if reader else "",
        }
    )


def _show(
    request: HttpRequest,
    comment: Comment | None,
    kind: Kind,
    form: forms.Report | forms.Notice,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show the comment and the form, and what was refused with all that was typed."""
    context = {
        "thread": comment.thread if comment else None,
        "comment": discussion.get_comment_view(comment=comment) if comment else None,
        "comment_id": comment.pk if comment else None,
        "kind": kind,
        "form": form,
        "refusal": refusal,
        "rules": [rule for rule in RULES.values() if not rule.is_law],
    }
    status = refusal.status if refusal else HTTPStatus.OK
    response = render(request, "moderation/report.html", context, status=status)
    return wait(response, refusal)
