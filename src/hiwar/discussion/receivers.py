"""What the discussion hears from accounts."""

from datetime import datetime

from django.dispatch import receiver

from hiwar.accounts.signals import (
    guest_erased,
    guest_renamed,
    reader_erased,
    reader_renamed,
)

from . import actions


@receiver(reader_renamed)
def show_new_name(*, reader_id: int, **_facts: object) -> None:
    """Record, in the same transaction, every thread in which the name stands."""
    actions.record_threads_of(reader_id=reader_id)


@receiver(guest_renamed)
def show_guest_anew(*, guest_id: int, **_facts: object) -> None:
    """Do the same for a guest whose name was hidden, or is shown again."""
    actions.record_threads_of(guest_id=guest_id)


@receiver(reader_erased)
def empty_what_they_wrote(*, reader_id: int, now: datetime, **_facts: object) -> None:
    """Let the comments go in the transaction in which their author does.

    Not in a task: nothing of theirs is shown for a moment longer.
    """
    actions.erase_comments(reader_id=reader_id, now=now)


@receiver(guest_erased)
def empty_what_a_guest_wrote(*, guest_id: int, now: datetime, **_facts: object) -> None:
    """Do the same for a guest."""
    actions.erase_comments(guest_id=guest_id, now=now)
