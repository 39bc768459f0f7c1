"""How long ago, and for how long: a few words for a list that is read all day."""

from datetime import timedelta

from django.utils.translation import ngettext

from hiwar.kernel import dates

AN_HOUR = timedelta(hours=1)
TWO_DAYS = timedelta(days=2)


def in_words(span: timedelta) -> str:
    """Return `5 min`, `3 h` or `4 days`, rounded down; never less than a minute."""
    if span < AN_HOUR:
        number = max(1, int(span.total_seconds() // 60))
        words = ngettext("%(shown)s min", "%(shown)s min", number)
    elif span < TWO_DAYS:
        number = int(span.total_seconds() // 3600)
        words = ngettext("%(shown)s h", "%(shown)s h", number)
    else:
        number = span.days
        words = ngettext("%(shown)s day", "%(shown)s days", number)
    return words % {"shown": dates.number(number)}
