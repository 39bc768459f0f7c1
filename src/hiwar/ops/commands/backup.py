"""`hiwar backup` and `hiwar restore`: the whole paper in one file."""

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hiwar.ops import backup as whole
from hiwar.ops import folder


@click.command(help=_("Write database, pictures and secret to FILE, while running."))
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    whole.write(file)
    click.echo(
        _("%(file)s holds the whole paper (%(size).1f MB). Keep it where nobody reads.")
        % {"file": file, "size": file.stat().st_size / 1e6}
    )


@click.command(help=_("Replace the paper by the one in FILE; Hiwar must not run."))
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    with folder.lock(settings.DATA):
        kept = whole.restore(file, now=timezone.now())
    click.echo(_("The paper in %(file)s is back.") % {"file": file})
    if kept:
        click.echo(_("What was there before is in %(kept)s.") % {"kept": kept})
