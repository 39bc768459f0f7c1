"""Times of an archive: ISO 8601 with an offset, and how each was written.

Ours are written in the paper's time zone, to the second, or to the microsecond where
there are any. How another was written is kept as a *manner*: `s+02:00` is to the
second in that offset, `mZ` to the minute in Zulu time, `3Z` with three decimals.
"""

import re
from datetime import UTC, datetime, timezone, tzinfo
from typing import Final

from django.utils.translation import gettext as _

from .refusals import BadLine

_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?P<seconds>:\d\d(?:\.(?P<decimals>\d{1,6}))?)?"
    r"(?P<offset>Z|[+-]\d\d:\d\d)",
    re.ASCII,
)
# Before newspapers, and too near to the end of the calendar to be told in any zone.
EARLIEST: Final = 1600
LATEST: Final = 9000


def parse(text: str) -> datetime:
    """Return the moment that `text` names. Raises BadLine."""
    if not _MOMENT.fullmatch(text):
        raise BadLine(_("A time must look like 2017-02-16T10:58:00+02:00."))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadLine(_("There is no such time: %(time)s."), time=text) from None
    if not EARLIEST <= moment.year <= LATEST:
        raise BadLine(_("There is no such time: %(time)s."), time=text)
    return moment.astimezone(UTC)


def write(moment: datetime, zone: tzinfo) -> str:
    """Return `moment` as we write it in `zone`."""
    local = moment.astimezone(zone)
    offset = local.utcoffset()
    # Before time zones, clocks differed by seconds, which the format cannot say.
    if offset is None or offset.total_seconds() % 60:
        local = moment.astimezone(UTC)
    return local.isoformat()


def manner(text: str) -> str:
    """Return how the time `text` is written."""
    found = _MOMENT.fullmatch(text)
    if not found:
        return ""
    decimals = found["decimals"]
    precision = str(len(decimals)) if decimals else "s" if found["seconds"] else "m"
    return precision + found["offset"]


def write_in_manner(moment: datetime, how: str) -> str | None:
    """Return `moment` written like that, or None if that would not say all of it."""
    precision, offset = how[0], how[1:]
    local = moment.astimezone(_zone(offset))
    text = f"{local:%Y-%m-%dT%H:%M}"
    if precision == "m":
        left = local.second or local.microsecond
    elif precision == "s":
        text, left = f"{text}:{local:%S}", local.microsecond
    else:
        digits, places = f"{local.microsecond:06}", int(precision)
        text, left = f"{text}:{local:%S}.{digits[:places]}", int(digits[places:] or 0)
    return None if left else text + offset


def _zone(offset: str) -> tzinfo:
    if offset == "Z":
        return UTC
    parsed = datetime.fromisoformat(f"2000-01-01T00:00{offset}").utcoffset()
    return timezone(parsed) if parsed is not None else UTC
