"""What is read about readers, for screens and for packages above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.db.models import Prefetch

from hiwar.kernel.text.skeleton import skeleton

from .models import Reader, SignInLink, hash_of
from .roles import Role


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who works for the paper, as the desk lists them."""

    uuid: UUID
    name: str
    email: str
    roles: tuple[Role, ...]
    is_active: bool
    has_signed_in: bool


def list_people() -> tuple[Person, ...]:
    """Return all who work or worked for the paper and have a role, by name."""
    groups = Group.objects.filter(name__in=Role.values).order_by("name", "id")
    people = (
        Reader.objects.filter(groups__name__in=Role.values)
        .distinct()
        .prefetch_related(Prefetch("groups", queryset=groups, to_attr="of_roles"))
        .order_by("-is_active", "name", "id")
    )
    # The prefetched attribute is one that no type knows.
    return tuple(_person(reader, vars(reader)["of_roles"]) for reader in people)


def _person(reader: Reader, groups: Sequence[Group]) -> Person:
    return Person(
        uuid=reader.uuid,
        name=reader.name,
        email=reader.email or "",
        roles=tuple(Role(group.name) for group in groups),
        is_active=reader.is_active,
        has_signed_in=reader.last_login is not None,
    )


def find_reader_by_email(email: str) -> Reader | None:
    return Reader.objects.filter(email=email.strip().lower()).first()


def find_reader(name: str) -> Reader | None:
    """Return the reader whom an operator means: by e-mail address, or by name.

    A name counts as it is spelt, or else as it looks.
    """
    if "@" in name and (reader := find_reader_by_email(name)):
        return reader
    alike = Reader.objects.filter(skeleton=skeleton(name), erased_at=None).order_by(
        "is_name_disputed", "id"
    )
    return alike.filter(name=name).first() or alike.first()


def find_sign_in_link(*, token: str, now: datetime) -> SignInLink | None:
    """Return the link that `token` belongs to while it still signs its reader in."""
    link = (
        SignInLink.objects.select_related("reader")
        .filter(token_hash=hash_of(token))
        .first()
    )
    return link if link and link.is_alive(now=now) else None


def avatar_url(reader: Reader) -> str | None:
    """Return the address of `reader`'s picture; None: a placeholder stands for it."""
    return default_storage.url(reader.avatar.name) if reader.avatar else None
