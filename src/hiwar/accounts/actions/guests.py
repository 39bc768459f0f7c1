"""Guests: welcomed when they first write."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from hiwar.accounts.models import LONGEST_NAME, Guest
from hiwar.kernel import prepared

# Without letters and digits that are read for one another, and without vowels, so that
# no word comes of it.
_ALPHABET: Final = "23456789bcdfghjkmnpqrstvwxz"
_LENGTH_OF_MARK: Final = 5


def welcome_guest(*, name: str, email: str = "", now: datetime) -> Guest:
    """Return a new guest, with a mark that tells them from others of that name.

    Whether the name may be used is asked before, by `names.guest_name`: an imported
    guest keeps theirs even when a new one would be refused it.
    """
    guest = _new(name, now, email=email)
    prepared.insert(guest)
    return guest


def welcome_guests(*, seen: Iterable[tuple[str, datetime]]) -> list[Guest]:
    """Return a new guest for each name and moment, as `welcome_guest` does."""
    return Guest.objects.bulk_create(_new(name, now) for name, now in seen)


def _new(name: str, now: datetime, *, email: str = "") -> Guest:
    mark = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH_OF_MARK))
    return Guest(mark=mark, name=name[:LONGEST_NAME], email=email, first_seen_at=now)


def rename_guest(*, guest: Guest, name: str) -> None:
    """Keep the newest name that `guest` gave; old comments keep theirs.

    Whether it may be used is asked before, by `names.guest_name`.
    """
    Guest.objects.filter(pk=guest.pk).update(name=name)
