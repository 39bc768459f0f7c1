"""Refusals: what the rules say no to, each with a code and a sentence for people.

Five families and no others. A concrete refusal stands beside the function that
raises it; one that no screen catches becomes a page or JSON in `pages.middleware`.
"""

from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):  # noqa: N818 - a refusal is a fact, not a fault
    """A rule said no. `str()` of it is the sentence for the person who asked."""

    status: HTTPStatus = HTTPStatus.BAD_REQUEST
    code: str = "refused"
    message: str | Promise = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.message)


class NotFound(Refusal):
    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    message = _("There is nothing at this address.")


class NotAllowed(Refusal):
    status = HTTPStatus.FORBIDDEN
    code = "not_allowed"
    message = _("You may not do this.")


class Conflict(Refusal):
    status = HTTPStatus.CONFLICT
    code = "conflict"
    message = _("This has changed in the meantime.")


class Invalid(Refusal):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"
    message = _("Something in this form cannot be taken.")


class TooSoon(Refusal):
    """Wait `retry_after` seconds; screens answer with `Retry-After`."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_soon"
    message = _("That was too fast. Please wait a moment.")

    def __init__(self, *, retry_after: int = 60) -> None:
        super().__init__()
        self.retry_after = retry_after
