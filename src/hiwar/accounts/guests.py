"""Knowing a guest again: a signed cookie, and nothing else."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .models import Guest

COOKIE = "guest"
A_YEAR = 365 * 24 * 60 * 60
_SALT = "hiwar.accounts.guest"


def guest_of(request: HttpRequest) -> Guest | None:
    """Return the guest whose cookie this is; None for none, an old or a forged one."""
    value = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=A_YEAR)
    try:
        uuid = UUID(hex=value or "")
    except ValueError:
        return None
    return Guest.objects.filter(uuid=uuid).first()


def remember(response: HttpResponse, guest: Guest) -> None:
    """Let the browser of `response` be known as `guest` for a year."""
    response.set_signed_cookie(
        COOKIE,
        guest.uuid.hex,
        salt=_SALT,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
