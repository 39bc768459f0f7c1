"""How many comments somebody may post, and how soon the next.

Counted from the comments themselves: what all workers share, and what a restart does
not forget. A limit counts what its own author did and nothing else, so that nobody
can use up somebody else's: readers are counted each alone, guests each alone, and
what comes from one address without an account has a limit of its own.
"""

from datetime import datetime, timedelta
from math import ceil

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Guest, Reader
from hiwar.kernel import turns
from hiwar.kernel.errors import TooSoon

from .models import Comment, DiscussionRules

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class PostingTooFast(TooSoon):
    code = "posting_too_fast"
    message = _("You have written several comments in a short time. Please wait.")


class TooManyFromAddress(TooSoon):
    code = "too_many_from_address"
    message = _(
        "Many guests have written from your network lately."
        " Please wait, or sign in to write now."
    )


def check_pace(
    *,
    author: Reader | Guest | None,
    guest_skeleton: str,
    address_hash: str,
    rules: DiscussionRules,
    now: datetime,
) -> None:
    """Refuse who has posted as much as may be posted in a minute or an hour.

    A guest who throws the cookie away is known by name and address together. Whoever
    is counted together waits here for one another, in whatever threads they post.

    Raises PostingTooFast or TooManyFromAddress, which say how long to wait.
    """
    if isinstance(author, Reader):
        turns.wait_for_turn(f"comments of reader {author.pk}")
        own = Q(reader=author)
    else:
        turns.wait_for_turn(f"comments of guests from {address_hash}")
        own = Q(guest=author) if author else Q()
        if address_hash:
            own |= Q(address_hash=address_hash, guest_skeleton=guest_skeleton)
    if own and (wait := _wait(own, rules.comments_per_minute, MINUTE, now)):
        raise PostingTooFast(retry_after=wait)
    if isinstance(author, Reader) or not address_hash:
        return
    here = Q(address_hash=address_hash, guest__isnull=False)
    if wait := _wait(here, rules.comments_per_hour_from_one_address, HOUR, now):
        raise TooManyFromAddress(retry_after=wait)


def _wait(counted: Q, allowed: int, window: timedelta, now: datetime) -> int:
    """Return in how many seconds one of the newest `allowed` leaves the window."""
    latest = Comment.objects.filter(counted, posted_at__gt=now - window)
    moments = latest.order_by("-posted_at", "-id").values_list("posted_at", flat=True)
    reached = moments[allowed - 1 : allowed].first()
    return max(1, ceil((reached + window - now).total_seconds())) if reached else 0
