"""What people see when something is not there, not allowed, or broken."""

from http import HTTPStatus

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
    """Answer without the database: it may be what is broken."""
    return HttpResponse(
        render_to_string("pages/500.html"),
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        headers={"Cache-Control": "no-store"},
    )
