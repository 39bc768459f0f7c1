"""A WordPress file comes in: converted to an archive, which then comes in."""

import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hiwar.interop.archive.importing import survey_source, write_source
from hiwar.interop.archive.refusals import BadLine
from hiwar.interop.archive.sources import LINES, Folder
from hiwar.interop.progress import Bars, no_bars
from hiwar.newsroom.selectors import get_paper

from .conversion import Conversion, convert
from .media import Media
from .report import Tally
from .wxr import WxrRefused


class Blog(Folder):
    """The converted lines in a folder, the pictures where they lay."""

    def __init__(self, folder: Path, media: Media) -> None:
        super().__init__(folder)
        self._media = media
        self.has_pictures = media.folder is not None

    def picture(self, name: str) -> bytes | None:
        return self._media.read(name)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What came of the file, and lines that no archive takes: none, we trust."""

    tally: Tally
    bad_lines: tuple[BadLine, ...]
    # What was new or changed; None for a dry run.
    written: dict[str, int] | None


def import_wordpress(
    path: Path,
    *,
    now: datetime,
    media: Path | None = None,
    language: str = "",
    is_dry_run: bool = False,
    bars: Bars = no_bars,
) -> Report:
    """Import the WXR file at `path`, with the pictures that lie in `media`.

    A dry run writes nothing and reports the same. Raises WxrRefused or BadLine.
    """
    if media is not None and not media.is_dir():
        raise WxrRefused(_("There is no folder “%(path)s”.") % {"path": media})
    conversion = Conversion(
        zone=ZoneInfo(get_paper().time_zone),
        now=now,
        language=language,
        media=Media(folder=media),
    )
    with tempfile.TemporaryDirectory(prefix="hiwar-wordpress-") as folder:
        with (
            bars(_("Converting"), None) as bar,
            (Path(folder) / LINES).open("w", encoding="utf-8", newline="\n") as file,
        ):
            for line in convert(path, conversion):
                file.write(f"{line}\n")
                bar.update(1)
        return _import(
            Blog(Path(folder), conversion.media), conversion, is_dry_run, bars
        )


def _import(blog: Blog, conversion: Conversion, is_dry_run: bool, bars: Bars) -> Report:
    now = conversion.now
    with closing(blog):
        survey = survey_source(blog, now=now, skip_bad_lines=True, bars=bars)
        with closing(survey.ledger):
            written = None
            if not is_dry_run:
                written = write_source(blog, survey, now=now, bars=bars).written
            return Report(
                tally=conversion.tally,
                bad_lines=tuple(survey.ledger.bad_lines()),
                written=written,
            )
