"""What an operator types to bring stories in and to take them out."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tqdm import tqdm

from hiwar.kernel.errors import Refusal

from . import statements
from .archive import exporting, importing
from .archive.refusals import BadLine
from .progress import Bar
from .wordpress import importing as wordpress

_WRITTEN: Final = {
    "reader": gettext_lazy("Readers written"),
    "article": gettext_lazy("Articles written"),
    "comment": gettext_lazy("Comments written"),
}

FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(name="import", help=_("Bring in stories and discussions from elsewhere."))
def import_() -> None:
    pass


@click.group(help=_("Take stories and discussions out."))
def export() -> None:
    pass


@import_.command(
    "archive", help=_("Import FILE: a .jsonl file, a ZIP, or a folder of both.")
)
@click.argument("file", type=FILE)
@click.option(
    "--skip-bad-lines",
    is_flag=True,
    help=_("Leave the lines that cannot be taken, and say at the end which."),
)
def import_archive(file: Path, skip_bad_lines: bool) -> None:
    with _one_sentence():
        report = importing.import_archive(
            file, now=timezone.now(), skip_bad_lines=skip_bad_lines, bars=_bar
        )
        survey = report.survey
        _tell((label, report.written.get(kind, 0)) for kind, label in _WRITTEN.items())
        here = survey.number_of.total() - sum(report.written.values())
        _tell_if(_("Lines that say what is here already"), here)
        missing = survey.pictures_missing
        _tell_if(_("Pictures that are named, and are not beside the file"), missing)
        _tell_left(report.bad_lines())


@import_.command("wordpress", help=_("Import FILE, what WordPress exports (WXR)."))
@click.argument("file", type=FILE)
@click.option(
    "--media",
    type=FOLDER,
    metavar="DIR",
    help=_("The folder of the blog's uploads; without it pictures are left out."),
)
@click.option(
    "--dry-run", is_flag=True, help=_("Report what would happen, and write nothing.")
)
@click.option(
    "--language",
    default="",
    metavar="CODE",
    help=_("The language of the posts, where the file does not say it."),
)
def import_wordpress(
    file: Path, media: Path | None, dry_run: bool, language: str
) -> None:
    with _one_sentence():
        report = wordpress.import_wordpress(
            file,
            now=timezone.now(),
            media=media,
            language=language,
            is_dry_run=dry_run,
            bars=_bar,
        )
    _tell(report.tally.lines())
    if report.written is None:
        click.echo(_("Nothing has been written: this was a dry run."))
    else:
        written = report.written
        _tell((label, written.get(kind, 0)) for kind, label in _WRITTEN.items())
    _tell_left(report.bad_lines)


@export.command(
    "archive",
    help=_(
        "Write all that is published to FILE; one ending in .zip gets the pictures."
    ),
)
@click.argument("file", type=FILE)
def export_archive(file: Path) -> None:
    with _one_sentence():
        lines = exporting.export_archive(file, now=timezone.now(), bars=_bar)
    click.echo(
        _("%(file)s holds the paper in %(lines)s lines.")
        % {"file": file, "lines": lines}
    )


DAY: Final = click.DateTime(["%Y-%m-%d"])


@export.command(
    "statements",
    help=_(
        "Write statements of reasons to DIR, as the EU's Transparency Database takes"
        " them: at most a hundred a file, without personal data. Nothing is sent."
    ),
)
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option(
    "--from",
    "first",
    type=DAY,
    metavar="DAY",
    help=_("The first day, as 2026-11-01; without one it is the last month's."),
)
@click.option(
    "--to",
    "last",
    type=DAY,
    metavar="DAY",
    help=_("The last day, as 2026-11-30; without one it is the last month's."),
)
def export_statements(
    folder: Path, first: datetime | None, last: datetime | None
) -> None:
    with _one_sentence():
        written = statements.write_statements(
            folder,
            first=first.date() if first else None,
            last=last.date() if last else None,
            now=timezone.now(),
        )
    click.echo(
        _("%(folder)s holds %(statements)s statements in %(files)s files.")
        % {
            "folder": folder,
            "statements": written.statements,
            "files": len(written.files),
        }
    )


def _bar(title: str, total: int | None) -> AbstractContextManager[Bar]:
    """Return a bar that is seen on a terminal only."""
    return tqdm(total=total, desc=title, unit="", disable=None, leave=False)


@contextmanager
def _one_sentence() -> Iterator[None]:
    """End the command with one sentence, and code 1, for what can go wrong."""
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except DatabaseError as error:
        raise click.ClickException(
            _("The database cannot be used: %(reason)s.")
            % {"reason": str(error).strip().rstrip(".")}
        ) from error


def _tell(lines: Iterable[tuple[object, int]]) -> None:
    for label, number in lines:
        click.echo(f"{number:>9,}  {label}")


def _tell_if(label: str, number: int) -> None:
    if number:
        _tell([(label, number)])


def _tell_left(bad_lines: Iterable[BadLine]) -> None:
    for place, bad in enumerate(bad_lines):
        if place == 0:
            click.echo(_("These lines were left:"))
        click.echo(str(bad))
