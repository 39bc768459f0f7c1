"""Moments, days and numbers as people of the site's region write them.

The zone, the region and the digits are the paper's; the language is the active
one. Names and patterns come from Unicode CLDR through Babel, with one pattern of
the house: a moment is `16 February 2017, 11:22`, on a clock of 24 hours.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from django.conf import settings
from django.utils.translation import get_language, pgettext

DAY = "d MMMM y"
MONTH = "LLLL y"
CLOCK = "HH:mm"


@dataclass(frozen=True, kw_only=True)
class Customs:
    """How one site writes: `digits` is a CLDR numbering system or `default`."""

    zone: tzinfo = UTC
    region: str = ""
    digits: str = "latn"


HOUSE = Customs()
_customs: ContextVar[Customs] = ContextVar("customs", default=HOUSE)


def use(customs: Customs) -> None:
    """Write by `customs` in this thread from now on."""
    _customs.set(customs)


def customs() -> Customs:
    return _customs.get()


@lru_cache(maxsize=64)
def _locale(language: str, region: str) -> Locale:
    try:
        return Locale.parse("_".join(filter(None, (language, region))))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language)


def numbering_system() -> str:
    """Return the CLDR name of the digits that are written here and now."""
    system = _customs.get().digits
    return _here().default_numbering_system if system == "default" else system


def _write(text: str) -> str:
    """Return `text` with its digits as the site has them."""
    system = numbering_system()
    return text.translate(_DIGITS[system]) if system in _DIGITS else text


_DIGITS = {
    "arab": {ord("0") + n: chr(0x660 + n) for n in range(10)},
    "arabext": {ord("0") + n: chr(0x6F0 + n) for n in range(10)},
    "latn": {start + n: str(n) for start in (0x660, 0x6F0) for n in range(10)},
}


def day(value: date | datetime) -> str:
    """Return `16 February 2017`, the site's day of a moment."""
    if isinstance(value, datetime):
        value = value.astimezone(_customs.get().zone)
    return _write(format_date(value, DAY, locale=_here()))


def month(value: date) -> str:
    """Return `February 2017`."""
    return _write(format_date(value, MONTH, locale=_here()))


def clock(value: datetime) -> str:
    """Return `11:22` in the site's time zone."""
    return _write(
        format_time(value.astimezone(_customs.get().zone), CLOCK, locale=_here())
    )


def moment(value: datetime) -> str:
    """Return `16 February 2017, 11:22` in the site's time zone."""
    return pgettext("a day and a time of day", "%(day)s, %(clock)s") % {
        "day": day(value),
        "clock": clock(value),
    }


def number(value: float) -> str:
    """Return `1,024` or `1.5` with the marks and digits of the site."""
    return _write(
        format_decimal(value, locale=_here(), numbering_system=_customs.get().digits)
    )


def percent(value: float) -> str:
    """Return `12.5%` with the marks and digits of the site."""
    system = _customs.get().digits
    written = format_percent(
        value / 100, "#,##0.#%", locale=_here(), numbering_system=system
    )
    return _write(written)


def _here() -> Locale:
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return _locale(language, _customs.get().region)
