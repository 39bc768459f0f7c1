"""A hint for pages that are the same for everybody: somebody is signed in here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HINT = "hiwar_reader"

Answer = Callable[[HttpRequest], HttpResponse]


def hint(get_response: Answer) -> Answer:
    """Set a cookie that scripts may read with the session's, and drop it with it.

    It says nothing but that asking who is signed in is worth a request. It must
    stand outside the session's middleware.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is None:
            return response
        if session.value and request.user.is_authenticated:
            response.set_cookie(
                HINT,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif HINT in request.COOKIES:
            response.delete_cookie(HINT, samesite="Lax")
        return response

    return middleware
