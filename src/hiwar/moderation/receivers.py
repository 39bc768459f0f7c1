"""What the queue hears from the discussion, and the worker from moderation."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from hiwar.accounts.signals import guest_erased, reader_erased
from hiwar.discussion.signals import comment_held, comment_status_changed

from . import actions, tasks
from .signals import letter_due


@receiver(comment_held)
def let_wait(*, comment_ids: Collection[int], **_facts: Any) -> None:
    """Let what screening held wait for a moderator, from the same transaction on."""
    actions.note_held(comments=comment_ids)


@receiver(comment_status_changed)
def keep_in_step(*, comment_ids: Collection[int], **_facts: Any) -> None:
    """Take out of the queue what no longer waits, and put back what waits again."""
    actions.renew(comments=comment_ids)


@receiver(letter_due)
def let_the_worker_write(
    *, letter: str, number: int, at: datetime, **_facts: Any
) -> None:
    """Let a letter leave when its time has come; dropped with its transaction."""
    tasks.send_letter.using(run_after=at).enqueue(letter=letter, number=number)


@receiver(reader_erased)
def forget_a_reader(
    *, reader_id: int, emails: Collection[str], now: datetime, **_facts: Any
) -> None:
    """Empty what moderators keep, in the transaction in which the reader goes."""
    actions.erase_author(reader_id=reader_id, emails=emails, now=now)


@receiver(guest_erased)
def forget_a_guest(
    *, guest_id: int, emails: Collection[str], now: datetime, **_facts: Any
) -> None:
    """Do the same for a guest."""
    actions.erase_author(guest_id=guest_id, emails=emails, now=now)
