"""The paper's first people."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from hiwar.accounts import actions
from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role


def hire(*, name: str, role: Role, now: datetime) -> Reader:
    """Make an account for `role`, without a password: a sign-in link lets them in.

    Its address is a placeholder on the paper's own host, to be changed in the profile.
    """
    host = urlsplit(settings.ORIGIN).hostname or ""
    domain = "localhost" if settings.IS_LOCAL else host
    reader = actions.create_reader(
        name=name,
        email=f"{role.value.lower()}@{domain}",
        # The operator vouches: nobody could ever type in a code sent to it.
        is_verified=True,
        is_for_staff=True,
        now=now,
    )
    actions.give_role(reader=reader, role=role)
    return reader


def hire_first_editor(*, now: datetime) -> Reader:
    """Make the account that founds a paper without a demo edition."""
    return hire(name="Editor", role=Role.EDITOR, now=now)


def find_first(role: Role) -> Reader | None:
    """Return who has had `role` longest, if anybody has."""
    return (
        Reader.objects.filter(is_active=True, groups__name=role.value)
        .order_by("id")
        .first()
    )


def find(name: str) -> Reader | None:
    """Return the active reader whose e-mail or whose exact name is `name`."""
    readers = Reader.objects.filter(is_active=True).order_by("id")
    if "@" in name:
        return readers.filter(email__iexact=name).first()
    return readers.filter(name__iexact=name).first()
