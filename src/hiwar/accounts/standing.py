"""Whether somebody may take part: asked by every package in which readers write."""

from datetime import datetime, timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.db.models import DateTimeField, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hiwar.kernel import dates, errors, prepared
from hiwar.kernel.prepared import Given

from .models import Guest, Reader, Restriction

Kind = Restriction.Kind
# How long a banned guest is known by the address that they last wrote from. After
# that it may well be somebody else's.
ADDRESS_COUNTS_FOR: Final = timedelta(days=7)
_KEEPS_FROM_WRITING: Final = {Kind.PAUSE, Kind.BAN}

_HOLDS: Final = Q(lifted_at__isnull=True) & (
    Q(until__isnull=True) | Q(until__gt=Given("now", DateTimeField()))
)
_OF_READER = prepared.Query(
    lambda: Restriction.objects.filter(_HOLDS, reader=Given("author")).order_by("id")
)
# Whether the address is proved, and whether anything is in force: asked at once, for
# every comment asks it.
_OF_WRITER = prepared.Query(
    lambda: Reader.objects.filter(pk=Given("author")).values_list(
        Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)),
        Exists(Restriction.objects.filter(_HOLDS, reader=OuterRef("pk"))),
    )
)
_OF_GUEST = prepared.Query(
    lambda: Restriction.objects.filter(_HOLDS, guest=Given("author")).order_by("id")
)
_BANNED_THERE = prepared.Query(
    lambda: Restriction.objects.filter(
        _HOLDS,
        kind=Kind.BAN,
        address_hash=Given("address"),
        issued_at__gt=Given("since", DateTimeField()),
    ).values_list("pk", flat=True)[:1]
)


class AccountInactive(errors.NotAllowed):
    code = "account_inactive"
    message = _("This account has been closed.")


class EmailUnverified(errors.NotAllowed):
    code = "email_unverified"
    message = _(
        "Please confirm your e-mail address first, with the code we mailed you."
    )


class MayNotWrite(errors.NotAllowed):
    """Says until when, and where the reasons stand; `forever` where it has no end."""

    code = "may_not_write"
    message = _(
        "You cannot write here until %(moment)s. The reasons stand beside your own"
        " comments."
    )
    forever = _(
        "You cannot write here any more. The reasons stand beside your own comments."
    )

    def __init__(self, *, until: datetime | None) -> None:
        super().__init__()
        self.until = until

    def __str__(self) -> str:
        if self.until is None:
            return str(self.forever)
        return str(self.message) % {"moment": dates.moment(self.until)}


class Paused(MayNotWrite):
    code = "paused"


class Banned(MayNotWrite):
    code = "banned"


def check_may_comment(author: Reader | Guest, now: datetime) -> None:
    """Refuse whoever may not write. A warning keeps nobody from it.

    Raises AccountInactive, EmailUnverified before the address has been proved, Paused
    or Banned.
    """
    if isinstance(author, Reader) and not _is_restricted(author, now):
        return
    if restriction := restriction_of(author, now):
        refusal = Banned if restriction.kind == Kind.BAN else Paused
        raise refusal(until=restriction.until)


def _is_restricted(reader: Reader, now: datetime) -> bool:
    if not reader.is_active:
        raise AccountInactive
    ((is_verified, is_restricted),) = _OF_WRITER.all(author=reader.pk, now=now)
    if not is_verified:
        raise EmailUnverified
    return is_restricted


def restriction_of(author: Reader | Guest, now: datetime) -> Restriction | None:
    """Return what keeps `author` from writing at `now`, for the longest."""
    keeping = [
        each for each in list_in_force(author, now) if each.kind in _KEEPS_FROM_WRITING
    ]
    endless = next((each for each in keeping if each.until is None), None)
    return endless or max(
        keeping, key=lambda each: each.until or each.issued_at, default=None
    )


def list_in_force(author: Reader | Guest, now: datetime) -> list[Restriction]:
    """Return all that holds for `author` at `now`, warnings too, the oldest first."""
    query = _OF_READER if isinstance(author, Reader) else _OF_GUEST
    return query.all(author=author.pk, now=now)


def is_held_first(author: Reader | Guest, now: datetime) -> bool:
    """Return whether what `author` writes has to wait for a moderator."""
    return any(each.kind == Kind.PREMODERATED for each in list_in_force(author, now))


def comes_from_banned(address_hash: str, now: datetime) -> bool:
    """Return whether a guest who is banned wrote from that address not long ago.

    Others may share it: what comes from there is held, never refused.
    """
    since = now - ADDRESS_COUNTS_FOR
    return bool(address_hash) and bool(
        _BANNED_THERE.first(address=address_hash, since=since, now=now)
    )
