"""An archive comes in: a first pass that checks, a second one that writes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from hiwar.interop.progress import Bars, no_bars
from hiwar.newsroom.selectors import get_paper, list_languages

from . import actions
from .batches import read_batches, render_ahead
from .checking import Site, Survey, check_archive
from .gallery import Gallery
from .lines import Desk
from .memory import kept_small
from .refusals import BadLine
from .rendering import Renderer
from .sources import Source, open_source


@dataclass(frozen=True, kw_only=True)
class Report:
    """What an import found and what it wrote."""

    survey: Survey
    written: dict[str, int]

    def bad_lines(self) -> Iterator[BadLine]:
        return self.survey.ledger.bad_lines()


def import_archive(
    path: Path, *, now: datetime, skip_bad_lines: bool = False, bars: Bars = no_bars
) -> Report:
    """Import the archive at `path`: a `.jsonl` file, a folder, or a ZIP.

    Nothing is written unless every line can be taken, or `skip_bad_lines` says to
    leave those that cannot. An import that was interrupted is simply run again.

    Raises ArchiveRefused or BadLine.
    """
    with closing(open_source(path)) as source:
        survey = survey_source(
            source, now=now, skip_bad_lines=skip_bad_lines, bars=bars
        )
        return write_source(source, survey, now=now, bars=bars)


def survey_source(
    source: Source, *, now: datetime, skip_bad_lines: bool = False, bars: Bars = no_bars
) -> Survey:
    """Check every line and write nothing. Raises ArchiveRefused or BadLine."""
    with bars(_("Checking"), None) as bar:
        return check_archive(
            source,
            site=_get_site(now),
            skip_bad_lines=skip_bad_lines,
            bar=bar,
        )


def write_source(
    source: Source, survey: Survey, *, now: datetime, bars: Bars = no_bars
) -> Report:
    """Write what the survey found good, batch by batch. Raises BadLine."""
    actions.write_header(survey=survey, languages=_spoken())
    with (
        bars(_("Writing"), survey.lines) as bar,
        closing(Gallery()) as gallery,
        closing(Renderer(comments=survey.number_of["comment"])) as renderer,
        kept_small(),
        closing(read_batches(source, survey)) as batches,
    ):
        desk = Desk(zone=ZoneInfo(get_paper().time_zone), gallery=gallery)
        run = actions.ImportRun(source=source, desk=desk, now=now)
        for batch in render_ahead(batches, renderer, written=run.written):
            actions.write_batch(batch=batch, run=run)
            bar.update(batch.number_of_lines)
    return Report(survey=survey, written=run.written)


def _get_site(now: datetime) -> Site:
    paper = get_paper()
    if not paper.is_founded:
        return Site(languages=_spoken(), time_zone=None, now=now)
    languages = frozenset(code for code, _name in list_languages())
    return Site(languages=languages, time_zone=paper.time_zone, now=now)


def _spoken() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES)
