"""Who is asking: a reader by session, a guest by cookie, or nobody we know."""

from django.http import HttpRequest

from hiwar.accounts import guests
from hiwar.accounts.models import Guest, Reader


def reader_of(request: HttpRequest) -> Reader | None:
    return request.user if isinstance(request.user, Reader) else None


def guest_of(request: HttpRequest) -> Guest | None:
    """Return the guest, unless somebody has signed in: then they write as a reader."""
    return None if reader_of(request) else guests.guest_of(request)
