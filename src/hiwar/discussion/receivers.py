"""What the discussion hears from accounts."""

from django.dispatch import receiver

from hiwar.accounts.signals import guest_renamed, reader_renamed

from . import actions


@receiver(reader_renamed)
def show_new_name(*, reader_id: int, **_facts: object) -> None:
    """Record, in the same transaction, every thread in which the name stands."""
    actions.record_threads_of(reader_id=reader_id)


@receiver(guest_renamed)
def show_guest_anew(*, guest_id: int, **_facts: object) -> None:
    """Do the same for a guest whose name was hidden, or is shown again."""
    actions.record_threads_of(guest_id=guest_id)
