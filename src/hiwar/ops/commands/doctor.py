"""`hiwar doctor`: what holds and what does not."""

import sys

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from hiwar.ops import health


@click.command(
    help=_("Look at everything that has to hold; exit with 1 if it does not.")
)
def doctor() -> None:
    is_well = True
    for finding in health.examine(now=timezone.now()):
        mark = _("well ") if finding.is_well else _("AMISS")
        click.echo(f"{mark}  {finding.about}: {finding.found}")
        is_well = is_well and finding.is_well
    sys.exit(0 if is_well else 1)
