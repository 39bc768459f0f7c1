"""Statements of reasons in a folder, for the EU's Transparency Database."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hiwar.moderation import export_files, periods, selectors
from hiwar.moderation.figures import Period
from hiwar.newsroom.selectors import get_paper


@dataclass(frozen=True, kw_only=True)
class Written:
    files: tuple[Path, ...]
    statements: int


def write_statements(
    folder: Path, *, first: date | None, last: date | None, now: datetime
) -> Written:
    """Write the statements from `first` to `last`, by default those of the last month.

    What is written twice is the same twice: a file that is there is replaced. One is
    whole or not there at all, so that nobody sends half of it.
    """
    zone = ZoneInfo(get_paper().time_zone)
    usual = periods.last_month(today=now.astimezone(zone).date())
    days = sorted((first or usual.first, last or usual.last))
    period = Period(first=days[0], last=days[1], zone=zone)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    batches = list(selectors.list_for_database(period=period, now=now))
    for name, text in export_files.written(batches, period=period):
        path, part = folder / name, folder / f"{name}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(path)
        files.append(path)
    return Written(files=tuple(files), statements=sum(map(len, batches)))
