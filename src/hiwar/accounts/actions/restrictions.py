"""What is taken from an author, and given back.

Who decided it and why stands in moderation; here is only what follows from it.
"""

from datetime import datetime

from django.db import transaction

from hiwar.accounts import signals
from hiwar.accounts.models import Guest, Reader, Restriction

Kind = Restriction.Kind


@transaction.atomic
def restrict(
    *,
    author: Reader | Guest,
    kind: Restriction.Kind | str,
    until: datetime | None,
    decision_number: int | None,
    address_hash: str = "",
    now: datetime,
) -> Restriction:
    """Restrict what `author` may do from now on, and return the restriction.

    Another of the same kind may be in force: each ends for itself. A hidden name is
    hidden in older comments too.
    """
    restriction = Restriction.objects.create(
        **_whose(author),
        kind=kind,
        issued_at=now,
        until=until,
        decision_number=decision_number,
        address_hash=address_hash,
    )
    if kind == Kind.HIDDEN_NAME:
        _hide_name(author, is_hidden=True)
    return restriction


@transaction.atomic
def lift_restriction(*, restriction: Restriction, now: datetime) -> None:
    """End `restriction`; one that has been lifted already is left as it is."""
    restriction = Restriction.objects.select_for_update().get(pk=restriction.pk)
    if restriction.lifted_at is not None:
        return
    restriction.lifted_at = now
    restriction.save(update_fields=["lifted_at"])
    if restriction.kind == Kind.HIDDEN_NAME and not _is_hidden_otherwise(restriction):
        _hide_name(_author_of(restriction), is_hidden=False)


@transaction.atomic
def reinstate_restriction(*, restriction: Restriction) -> None:
    """Let `restriction` hold again, which was lifted by mistake a moment ago."""
    restriction = Restriction.objects.select_for_update().get(pk=restriction.pk)
    restriction.lifted_at = None
    restriction.save(update_fields=["lifted_at"])
    if restriction.kind == Kind.HIDDEN_NAME:
        _hide_name(_author_of(restriction), is_hidden=True)


@transaction.atomic
def forget_addresses(*, before: datetime) -> int:
    """Drop the address of every restriction issued before then; return how many."""
    return (
        Restriction.objects.filter(issued_at__lt=before)
        .exclude(address_hash="")
        .update(address_hash="")
    )


@transaction.atomic
def set_trusted(*, reader: Reader, is_trusted: bool) -> None:
    """Let what `reader` writes never be held for review, or be screened as others'."""
    reader.is_trusted = is_trusted
    reader.save(update_fields=["is_trusted"])


def _whose(author: Reader | Guest) -> dict[str, Reader | Guest]:
    return {"reader": author} if isinstance(author, Reader) else {"guest": author}


def _author_of(restriction: Restriction) -> Reader | Guest:
    author = restriction.reader or restriction.guest
    # Held by the constraint restriction_is_of_one_author.
    assert author is not None
    return author


def _hide_name(author: Reader | Guest, *, is_hidden: bool) -> None:
    author.is_name_hidden = is_hidden
    author.save(update_fields=["is_name_hidden"])
    if isinstance(author, Reader):
        signals.reader_renamed.send(sender=Reader, reader_id=author.pk)
    else:
        signals.guest_renamed.send(sender=Guest, guest_id=author.pk)


def _is_hidden_otherwise(lifted: Restriction) -> bool:
    return (
        Restriction.objects.filter(
            reader=lifted.reader_id,
            guest=lifted.guest_id,
            kind=Kind.HIDDEN_NAME,
            lifted_at__isnull=True,
        )
        .exclude(pk=lifted.pk)
        .exists()
    )
