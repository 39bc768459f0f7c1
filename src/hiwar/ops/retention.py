"""What may be known for a while only is forgotten, whichever package holds it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from hiwar.accounts import actions as accounts
from hiwar.discussion import actions as discussion
from hiwar.moderation import actions as moderation


def forget(*, now: datetime) -> None:
    """Take away where people wrote from, after the days set, and marks of texts.

    And what an erasure had to leave until it was decided.
    """
    before = now - timedelta(days=settings.ADDRESSES_KEPT_DAYS)
    accounts.forget_addresses(before=before)
    _until_nothing_is_left(lambda: discussion.forget_addresses(before=before))
    _until_nothing_is_left(lambda: moderation.forget_addresses(before=before))
    _until_nothing_is_left(lambda: discussion.prune_prints(now=now))
    moderation.erase_what_was_kept(now=now)


def _until_nothing_is_left(do_a_batch: Callable[[], int]) -> None:
    """Go on batch by batch: between two of them others may write."""
    while do_a_batch():
        pass
