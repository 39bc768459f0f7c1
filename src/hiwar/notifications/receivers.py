"""What the post hears from accounts."""

from collections.abc import Collection

from django.dispatch import receiver

from hiwar.accounts.signals import guest_erased, reader_erased

from . import actions


@receiver([reader_erased, guest_erased])
def write_no_more(*, emails: Collection[str], **_facts: object) -> None:
    """Drop, in the same transaction, what waits to be sent to who is erased."""
    actions.drop_mail(to=emails)
