"""Knowing a guest again: a signed cookie, and nothing else."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from .models import Guest

COOKIE = "guest"
A_YEAR = 365 * 24 * 60 * 60
_SALT = "hiwar.accounts.guest"
# A salt of its own: no link is a cookie, and no cookie is a link.
_SALT_OF_LINKS = "hiwar.accounts.guest_link"


def guest_of(request: HttpRequest) -> Guest | None:
    """Return the guest whose cookie this is; None for none, an old or a forged one."""
    value = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=A_YEAR)
    return _find(value or "")


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


def link_key(guest: Guest) -> str:
    """Return what stands in the private link of `guest`: it lasts, unlike a cookie."""
    return _signer().sign(guest.uuid.hex)


def guest_of_link(key: str) -> Guest | None:
    """Return the guest whose private link this is; None for a forged one."""
    try:
        return _find(_signer().unsign(key))
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(salt=_SALT_OF_LINKS, sep=".")


def _find(uuid: str) -> Guest | None:
    try:
        return Guest.objects.filter(uuid=UUID(hex=uuid)).first()
    except ValueError:
        return None
