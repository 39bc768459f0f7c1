"""What people see when something is not there, not allowed, or broken."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import NotAllowed, NotFound, Refusal, TooSoon
from hiwar.kernel.http import wants_json

from .public import render


class FormTooOld(NotAllowed):
    """A form without the token of whoever sent it, or with an old one."""

    code = "form_too_old"
    message = _("This form is too old. Please try again.")


class Broken(Refusal):
    """A fault of ours; nobody but us can do anything about it."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "broken"
    title = _("Something broke on our side")
    message = _(
        "It has been noted. What you were doing may not have been saved; please try"
        " again in a few minutes."
    )


class OutOfReach(TooSoon):
    """The database does not answer, or takes nothing: full, locked, stopped."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "out_of_reach"
    title = _("We cannot save anything right now")
    message = _("Nothing was saved. Please try again in a minute.")

    def __init__(self) -> None:
        super().__init__(retry_after=30)


# What comes of asking a database that is not there, or has no room.
NOT_THERE = (OperationalError, InterfaceError)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with the page for `refusal`, or JSON if asked for, in the right words."""
    if wants_json(request):
        response: HttpResponse = JsonResponse(
            {"code": refusal.code, "message": str(refusal)}, status=refusal.status
        )
    else:
        response = _page(request, refusal)
    if isinstance(refusal, TooSoon):
        response["Retry-After"] = str(refusal.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    template = "404.html" if refusal.status == HTTPStatus.NOT_FOUND else "refused.html"
    return render(
        request, f"pages/{template}", {"refusal": refusal}, status=refusal.status
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, NotFound())


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, NotAllowed())


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, Refusal())


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refused(request, FormTooOld())


def broken(request: HttpRequest) -> HttpResponse:
    """Answer without the database: it may be what is broken.

    When it is, say so and when to come back, and give back what was typed.
    """
    error = sys.exc_info()[1]
    refusal = OutOfReach() if isinstance(error, NOT_THERE) else Broken()
    if wants_json(request):
        response: HttpResponse = JsonResponse(
            {"code": refusal.code, "message": str(refusal)}, status=refusal.status
        )
    else:
        typed = request.POST.get("text", "") if request.method == "POST" else ""
        response = HttpResponse(
            render_to_string("pages/500.html", {"refusal": refusal, "typed": typed}),
            status=refusal.status,
        )
    if isinstance(refusal, TooSoon):
        response["Retry-After"] = str(refusal.retry_after)
    response["Cache-Control"] = "no-store"
    return response
