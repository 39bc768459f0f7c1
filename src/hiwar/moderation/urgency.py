"""How long what waits may wait: the queue is in the order of when its time is up.

So the gravest comes first as long as it is fresh, and nothing is forgotten: whatever is
overdue stands before what has come since.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

HELD: Final = timedelta(hours=12)
REPORT: Final = timedelta(hours=24)
NOTICE: Final = timedelta(hours=24)
# Theirs come first, says Article 22.
NOTICE_OF_TRUSTED_FLAGGER: Final = timedelta(hours=6)
NOTICE_OF_CHILD_ABUSE: Final = timedelta(hours=1)
APPEAL: Final = timedelta(days=7)
# What a report or a notice is about may not wait as long: by the code of its rule.
GRAVE: Final[Mapping[str, timedelta]] = {
    "child_abuse": timedelta(hours=1),
    "self_harm": timedelta(hours=2),
    "threats": timedelta(hours=6),
    "private_data": timedelta(hours=8),
    "hatred": timedelta(hours=12),
    "illegal": timedelta(hours=12),
}
# Each further person who reports the same makes it more urgent, to a point.
FOR_EACH_FURTHER_REPORTER: Final = timedelta(hours=2)
SOONEST_FOR_MANY: Final = timedelta(hours=2)


def held(since: datetime) -> datetime:
    """Return when somebody should have looked at a comment that nobody sees yet."""
    return since + HELD


def reported(reports: Iterable[tuple[str, datetime]]) -> datetime:
    """Return the same for a comment with these open reports: rules and moments."""
    told = list(reports)
    sooner = FOR_EACH_FURTHER_REPORTER * (len(told) - 1)
    return min(at + _allowed(rule, REPORT, sooner) for rule, at in told)


def noticed(
    *,
    rule: str,
    concerns_abuse_of_children: bool,
    is_from_trusted_flagger: bool = False,
    at: datetime,
) -> datetime:
    """Return the same for a comment that is said to be illegal."""
    if concerns_abuse_of_children:
        return at + NOTICE_OF_CHILD_ABUSE
    allowed = GRAVE.get(rule, NOTICE)
    if is_from_trusted_flagger:
        allowed = min(allowed, NOTICE_OF_TRUSTED_FLAGGER)
    return at + allowed


def appealed(at: datetime) -> datetime:
    return at + APPEAL


def _allowed(rule: str, usually: timedelta, sooner: timedelta) -> timedelta:
    allowed = GRAVE.get(rule, usually)
    return max(allowed - sooner, min(allowed, SOONEST_FOR_MANY))
