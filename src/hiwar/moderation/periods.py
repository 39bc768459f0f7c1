"""For which days a report is asked."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import NotFound

from .figures import Period

# The law asks since then; nothing was moderated here before.
EARLIEST: Final = date(2000, 1, 1)
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A period that is asked for often."""

    name: str | Promise
    first: date
    last: date


def chosen(*, first: str, last: str, zone: tzinfo, today: date) -> Period:
    """Return the period from `first` to `last`, which were typed or left empty.

    Without them it is the last twelve months; who mixes the two up means the same.
    Raises NotFound for what is no day, or none that could be reported on.
    """
    usual = twelve_months(today=today)
    days = sorted((_day(first, usual.first), _day(last, usual.last)))
    if days[0] > today:
        raise NotFound
    return Period(first=days[0], last=min(days[1], today), zone=zone)


def twelve_months(*, today: date) -> Preset:
    """Return this month and the eleven before it."""
    first = (
        today.replace(day=1, month=today.month + 1, year=today.year - 1)
        if today.month < 12
        else today.replace(day=1, month=1)
    )
    return Preset(name=_("Last twelve months"), first=first, last=today)


def last_month(*, today: date) -> Preset:
    end = today.replace(day=1) - A_DAY
    return Preset(name=_("Last month"), first=end.replace(day=1), last=end)


def list_presets(*, today: date) -> tuple[Preset, ...]:
    new_year = today.replace(month=1, day=1)
    return (
        twelve_months(today=today),
        Preset(name=_("This month"), first=today.replace(day=1), last=today),
        last_month(today=today),
        Preset(name=_("This year"), first=new_year, last=today),
        Preset(
            name=_("Last year"),
            first=new_year.replace(year=today.year - 1),
            last=new_year - A_DAY,
        ),
    )


def _day(typed: str, usual: date) -> date:
    if not typed:
        return usual
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise NotFound from None
    if day < EARLIEST:
        raise NotFound
    return day
