"""Plain functions that make what a test needs, with sensible values for the rest."""

import itertools
from datetime import UTC, datetime

from hiwar.accounts import actions as accounts

NOW = datetime(2017, 2, 16, 9, 22, tzinfo=UTC)

_numbers = itertools.count(1)


# --- accounts ----------------------------------------------------------------


def make_reader(
    *,
    name="",
    email=None,
    password=None,
    is_verified=True,
    language="",
    role=None,
    now=NOW,
):
    """Return a reader who may comment, unless told otherwise."""
    number = next(_numbers)
    reader = accounts.create_reader(
        name=name or f"Reader {number}",
        email=email or f"reader{number}@example.org",
        password=password,
        is_verified=is_verified,
        is_for_staff=role is not None,
        language=language,
        now=now,
    )
    if role is not None:
        accounts.give_role(reader=reader, role=role)
    return reader


def make_guest(*, name="Nadia", email="", now=NOW):
    return accounts.welcome_guest(name=name, email=email, now=now)
