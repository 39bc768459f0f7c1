"""The figures of a transparency report (Article 15 of the DSA): what there is to count.

Pure: `selectors.transparency` counts, `report_files` writes them down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from math import ceil
from statistics import median
from typing import Final

# The part of all cases that the longer of two durations covers.
MOST: Final = 0.9


@dataclass(frozen=True, kw_only=True)
class Period:
    """From the beginning of one day to the end of another, in the paper's zone."""

    first: date
    last: date
    zone: tzinfo

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first, time(), self.zone)

    @property
    def ends_at(self) -> datetime:
        """Return the moment at which it is over."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone)


@dataclass(frozen=True, kw_only=True)
class Durations:
    """How long something took, in hours; None when it never happened."""

    number: int = 0
    median_hours: float | None = None
    most_hours: float | None = None


def measured(spans: Sequence[timedelta]) -> Durations:
    """Return the median of `spans`, and what nine of ten took at most."""
    if not spans:
        return Durations()
    hours = sorted(span / timedelta(hours=1) for span in spans)
    return Durations(
        number=len(hours),
        median_hours=round(median(hours), 1),
        most_hours=round(hours[ceil(MOST * len(hours)) - 1], 1),
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """What was decided by one rule, in one language, or by one moderator.

    A measure is one comment taken down or one author restricted.
    """

    code: str
    name: str
    measures: int = 0
    # What made a moderator look.
    own: int = 0
    after_reports: int = 0
    after_notices: int = 0
    after_appeals: int = 0
    detected_automatically: int = 0
    # Appeals that were decided, by whoever decided them.
    appeals: int = 0
    upheld: int = 0

    @property
    def share_detected(self) -> float | None:
        return share(self.detected_automatically, self.measures)

    @property
    def overturn_rate(self) -> float | None:
        return share(self.upheld, self.appeals)


@dataclass(frozen=True, kw_only=True)
class NoticesLine:
    """What came of the notices of one category of the DSA."""

    category: str
    name: str
    received: int = 0
    # Of these by trusted flaggers (Article 22).
    by_trusted_flaggers: int = 0
    removed_by_law: int = 0
    removed_by_rules: int = 0
    refused: int = 0
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Appeals:
    """Lodged in the period, and of these; decided in it, whenever they were lodged."""

    lodged: int = 0
    by_authors: int = 0
    by_notifiers: int = 0
    waiting: int = 0
    upheld: int = 0
    refused: int = 0
    durations: Durations = Durations()

    @property
    def decided(self) -> int:
        return self.upheld + self.refused

    @property
    def overturn_rate(self) -> float | None:
        return share(self.upheld, self.decided)


@dataclass(frozen=True, kw_only=True)
class Report:
    period: Period
    # Measures of all kinds; `outcomes` are these by Decision.Outcome.
    total: Line
    outcomes: dict[str, int]
    statements: int
    # Comments put back without an appeal, by a second look.
    restored: int
    reports_received: int
    reports_decided: Durations
    notices: tuple[NoticesLine, ...]
    notices_decided: Durations
    appeals: Appeals
    by_rule: tuple[Line, ...]
    by_language: tuple[Line, ...]
    # Empty but in the desk.
    by_moderator: tuple[Line, ...] = ()

    @property
    def notices_received(self) -> int:
        return sum(line.received for line in self.notices)

    @property
    def notices_by_trusted_flaggers(self) -> int:
        return sum(line.by_trusted_flaggers for line in self.notices)

    @property
    def comments_removed(self) -> int:
        return self.outcomes.get("REMOVE", 0)


def share(part: int, whole: int) -> float | None:
    """Return `part` of `whole` in per cent; of nothing there is no share."""
    return round(100 * part / whole, 1) if whole else None
