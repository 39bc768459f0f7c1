"""Times as WordPress writes them: `2018-10-20 20:03:48`, twice, or zeros for none."""

from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

from hiwar.interop.archive.moments import EARLIEST, LATEST


def moment_of(universal: str, local: str, *, zone: tzinfo) -> datetime | None:
    """Return the moment: by the clock of Greenwich, else by the one of the blog.

    The zone of the blog is not in the file, the paper's is taken for it. None for
    zeros and for what is no time.
    """
    for text, where in ((universal, UTC), (local, zone)):
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            continue
        if EARLIEST <= moment.year <= LATEST and moment.tzinfo is None:
            return moment.replace(tzinfo=where).astimezone(UTC)
    return None


def moment_of_feed(text: str) -> datetime | None:
    """Return the moment that a feed would tell: `Sun, 21 Oct 2018 03:03:48 +0000`."""
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None or not EARLIEST <= moment.year <= LATEST:
        return None
    return moment.astimezone(UTC)
