"""What the discussion hears from accounts."""

from django.dispatch import receiver

from hiwar.accounts.signals import reader_renamed

from . import actions


@receiver(reader_renamed)
def show_new_name(*, reader_id: int, **_facts: object) -> None:
    """Record, in the same transaction, every thread in which the name stands."""
    actions.record_threads_of(reader_id=reader_id)
