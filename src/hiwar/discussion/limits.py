"""How many comments somebody may post, and how soon the next.

Counted from the comments themselves: what all workers share, and what a restart does
not forget. A limit counts what its own author did and nothing else, so that nobody
can use up somebody else's: readers are counted each alone, guests each alone, and
what comes from one address without an account has a limit of its own.
"""

from datetime import datetime, timedelta
from functools import cache, lru_cache
from math import ceil
from typing import Any, Final

from django.db.models import DateTimeField, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hiwar.accounts.models import Guest, Reader
from hiwar.kernel import dates, prepared, turns
from hiwar.kernel.errors import TooSoon
from hiwar.kernel.prepared import Given

from .models import Comment, DiscussionRules, Thread

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

# Whose comments are counted together.
_NAMED: Final = Q(address_hash=Given("address"), guest_skeleton=Given("skeleton"))
_COUNTED: Final = {
    "reader": Q(reader=Given("author")),
    "guest": Q(guest=Given("author")),
    "guest or named": Q(guest=Given("author")) | _NAMED,
    "named": _NAMED,
    "address": Q(address_hash=Given("address"), guest__isnull=False),
}


class PostingTooFast(TooSoon):
    code = "posting_too_fast"
    message = _("You have written several comments in a short time. Please wait.")


class TooManyFromAddress(TooSoon):
    code = "too_many_from_address"
    message = _(
        "Many guests have written from your network lately."
        " Please wait, or sign in to write now."
    )


class ThreadIsSlow(TooSoon):
    """Says how often one may write here."""

    code = "thread_is_slow"

    def __init__(self, *, minutes: int, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.minutes = minutes

    def __str__(self) -> str:
        return ngettext(
            "This discussion goes slowly: one comment a minute from everybody."
            " Please wait.",
            "This discussion goes slowly: one comment in %(minutes)s minutes from"
            " everybody. Please wait.",
            self.minutes,
        ) % {"minutes": dates.number(self.minutes)}


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
    else:
        turns.wait_for_turn(f"comments of guests from {address_hash}")
    who = {
        "author": author.pk if author else None,
        "address": address_hash,
        "skeleton": guest_skeleton,
    }
    own = _own(author, address_hash)
    if own and (wait := _wait(own, rules.comments_per_minute, MINUTE, now, who)):
        raise PostingTooFast(retry_after=wait)
    if isinstance(author, Reader) or not address_hash:
        return
    here = rules.comments_per_hour_from_one_address
    if wait := _wait("address", here, HOUR, now, who):
        raise TooManyFromAddress(retry_after=wait)


def check_slow(
    *,
    thread: Thread,
    author: Reader | Guest | None,
    guest_skeleton: str,
    address_hash: str,
    minutes: int,
    now: datetime,
) -> None:
    """Refuse who wrote in `thread` less than so many `minutes` ago.

    What they took back, or what was removed, counts too.

    Raises ThreadIsSlow.
    """
    who = {
        "author": author.pk if author else None,
        "address": address_hash,
        "skeleton": guest_skeleton,
    }
    if not (own := _own(author, address_hash)):
        return
    window = timedelta(minutes=minutes)
    newest = _last_in_thread(own).first(since=now - window, thread=thread.pk, **who)
    if newest:
        wait = max(1, ceil((newest + window - now).total_seconds()))
        raise ThreadIsSlow(minutes=minutes, retry_after=wait)


def _own(author: Reader | Guest | None, address_hash: str) -> str:
    """Return which comments are counted as the author's; none of a stranger's."""
    if isinstance(author, Reader):
        return "reader"
    if author:
        return "guest or named" if address_hash else "guest"
    return "named" if address_hash else ""


def _wait(
    counted: str, allowed: int, window: timedelta, now: datetime, who: dict[str, Any]
) -> int:
    """Return in how many seconds one of the newest `allowed` leaves the window."""
    reached = _last_allowed(counted, allowed).first(since=now - window, **who)
    return max(1, ceil((reached + window - now).total_seconds())) if reached else 0


@cache
def _last_in_thread(counted: str) -> prepared.Query[datetime]:
    return prepared.Query(
        lambda: (
            Comment.objects.filter(
                _COUNTED[counted],
                thread=Given("thread"),
                posted_at__gt=Given("since", DateTimeField()),
            )
            .order_by("-posted_at", "-id")
            .values_list("posted_at", flat=True)[:1]
        )
    )


@lru_cache(maxsize=32)
def _last_allowed(counted: str, allowed: int) -> prepared.Query[datetime]:
    """Return what asks when the `allowed`th of the newest was posted."""
    return prepared.Query(
        lambda: (
            Comment.objects.filter(
                _COUNTED[counted], posted_at__gt=Given("since", DateTimeField())
            )
            .order_by("-posted_at", "-id")
            .values_list("posted_at", flat=True)[allowed - 1 : allowed]
        )
    )
