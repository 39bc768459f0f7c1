"""What people see when something is not there, not allowed, or broken."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from hiwar.kernel.errors import NotFound, Refusal

from .public import answer


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with the page for `refusal`, in the words of the person who asked."""
    template = "404.html" if refusal.status == HTTPStatus.NOT_FOUND else "refused.html"
    response = answer(
        request, f"pages/{template}", {"refusal": refusal}, status=refusal.status
    )
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, NotFound())


def broken(request: HttpRequest) -> HttpResponse:
    """Answer without the database: it may be what is broken."""
    return HttpResponse(
        render_to_string("pages/500.html"),
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        headers={"Cache-Control": "no-store"},
    )
