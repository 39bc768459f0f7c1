"""Headers that every answer carries, and what is not taken: addresses and bodies."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import Invalid, Refusal, TooSoon
from hiwar.ops import intake
from hiwar.pages.errors import refused

Answer = Callable[[HttpRequest], HttpResponse]

DESK = "/desk/"
# No inline script or style: pages are kept ready, so they cannot carry nonces.
PUBLIC_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Wagtail's date inputs, inline panels and choosers come with inline scripts.
DESK_POLICY = {
    **PUBLIC_POLICY,
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}
# What the desk shows in a frame is the page as readers get it.
PREVIEW_POLICY = {**PUBLIC_POLICY, "frame-ancestors": "'self'"}
HSTS = "max-age=31536000"
UNUSED_POWERS = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def security_headers(get_response: Answer) -> Answer:
    """Say what the page may load and do, and that nobody keeps it.

    What a view has said itself of the one or the other is left as it is.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = _policy(request)
        if settings.IS_HTTPS:
            policy = {**policy, "upgrade-insecure-requests": ""}
            # Django's own would look at this request, which comes from a proxy.
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        response.headers.setdefault(
            "Content-Security-Policy",
            "; ".join(f"{name} {value}".strip() for name, value in policy.items()),
        )
        is_framed = policy["frame-ancestors"] == "'self'"
        response.headers.setdefault(
            "X-Frame-Options", "SAMEORIGIN" if is_framed else "DENY"
        )
        response.headers.setdefault("Permissions-Policy", UNUSED_POWERS)
        # What does not say that it may be kept may be one reader's alone, or an error.
        response.headers.setdefault("Cache-Control", "no-store")
        if response.headers["Cache-Control"].startswith("public"):
            _forget_the_reader(response)
        return response

    return middleware


def _forget_the_reader(response: HttpResponse) -> None:
    """Take from what anybody may keep what a broken cookie of one reader brought."""
    response.cookies.clear()
    varies = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    response.headers["Vary"] = ", ".join(name for name in varies if name != "Cookie")
    if not response.headers["Vary"]:
        del response.headers["Vary"]


def _policy(request: HttpRequest) -> dict[str, str]:
    # A preview passes twice: as the page that Wagtail asks for within the process,
    # and as the desk's answer, which then has its policy already.
    if getattr(request, "is_preview", False):
        return PREVIEW_POLICY
    if request.path.startswith(DESK):
        return DESK_POLICY
    if settings.LIVE_ORIGIN == settings.ORIGIN:
        return PUBLIC_POLICY
    # Nothing stands in front of us: the live stream is at a port of its own.
    return {**PUBLIC_POLICY, "connect-src": f"'self' {settings.LIVE_ORIGIN}"}


def language(get_response: Answer) -> Answer:
    """Let the address say the language, or else what the browser prefers.

    Django would follow a cookie, too, which nobody sets here: by it somebody could
    change what is then kept for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.COOKIES.pop(settings.LANGUAGE_COOKIE_NAME, None)
        return get_response(request)

    return middleware


def addresses(get_response: Answer) -> Answer:
    """Find nothing at an address with a NUL in it: PostgreSQL cannot even be asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return get_response(request)

    return middleware


class BodyTooLarge(Invalid):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body_too_large"
    message = _("This is too large to be sent here. At most 8 MB are taken.")


class BodyWithoutLength(Invalid):
    status = HTTPStatus.LENGTH_REQUIRED
    code = "body_without_length"
    message = _("What is sent here has to say how long it is.")


class BodyIncomplete(Invalid):
    status = HTTPStatus.BAD_REQUEST
    code = "body_incomplete"
    message = _("What you sent broke off before its end. Please send it again.")


class TooManyUploads(TooSoon):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "too_many_uploads"
    message = _("Too many people are sending something. Please try again in a moment.")


REASONS: dict[str, type[Refusal]] = {
    intake.TOO_LARGE: BodyTooLarge,
    intake.WITHOUT_LENGTH: BodyWithoutLength,
    intake.INCOMPLETE: BodyIncomplete,
    intake.BUSY: TooManyUploads,
}


def bodies(get_response: Answer) -> Answer:
    """Answer for the bodies that the door did not take (`ops.intake`)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        refusal = REASONS.get(request.META.get(intake.REFUSED, ""))
        if refusal:
            return refused(request, refusal())
        return get_response(request)

    return middleware
