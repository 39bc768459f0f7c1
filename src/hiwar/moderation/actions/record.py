"""Adding to the record, and taking out what has to be forgotten."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from hiwar.kernel import changes, turns
from hiwar.moderation import record, topics
from hiwar.moderation.models import RecordContents, RecordEntry

_TURN: Final = "the record of moderation"


@transaction.atomic
def append_to_record(
    *,
    kind: str,
    contents: dict[str, Any],
    reader_ids: Collection[int] = (),
    guest_ids: Collection[int] = (),
    now: datetime,
) -> RecordEntry:
    """Add a link for `contents`, which are about these readers and guests.

    Whoever else adds one waits until this transaction has ended: call it last.
    """
    turns.wait_for_turn(_TURN)
    last = RecordEntry.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    previous = last.hash if last else record.BEGINNING
    written = record.canonical(contents)
    salt = secrets.token_hex(32)
    commitment = record.commit_to(salt=salt, contents=written)
    entry = RecordEntry.objects.create(
        number=number,
        at=now,
        kind=kind,
        commitment=commitment,
        previous=previous,
        hash=record.hash_of(
            previous=previous, number=number, at=now, kind=kind, commitment=commitment
        ),
    )
    RecordContents.objects.create(
        entry=entry,
        salt=salt,
        contents=written,
        reader_ids=sorted(reader_ids),
        guest_ids=sorted(guest_ids),
    )
    # What is recorded is seen from outside.
    changes.record(topics.OUTSIDE)
    return entry


@transaction.atomic
def erase_contents(
    *, reader_id: int | None = None, guest_id: int | None = None, now: datetime
) -> int:
    """Take out of the record what is about a reader or a guest; return how much.

    Texts, names and salts go. The links stay, and a new one says which were emptied:
    that something was decided, and when, is not forgotten.
    """
    turns.wait_for_turn(_TURN)
    emptied = [
        row.pk
        for row in RecordContents.objects.only("reader_ids", "guest_ids").iterator()
        if reader_id in row.reader_ids or guest_id in row.guest_ids
    ]
    if emptied:
        RecordContents.objects.filter(pk__in=emptied).delete()
        append_to_record(kind=record.ERASURE, contents={"entries": emptied}, now=now)
    return len(emptied)
