"""`hiwar verify-record`: whether anybody changed what moderators decided."""

import sys

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiwar.moderation import record


@click.command(
    name="verify-record",
    help=_(
        "Compute the record of moderation anew; name the first row that was changed,"
        " and exit with 1 if there is one."
    ),
)
def verify_record() -> None:
    verdict = record.verify()
    if verdict.is_whole:
        entries = ngettext(
            "The record is whole: %(number)d entry.",
            "The record is whole: %(number)d entries.",
            verdict.number_of_entries,
        )
        click.echo(entries % {"number": verdict.number_of_entries})
        click.echo(_("Its head: %(hash)s") % {"hash": verdict.head})
        return
    click.echo(
        _("The record is broken at entry %(number)d: %(why)s")
        % {"number": verdict.first_broken or 0, "why": verdict.why}
    )
    sys.exit(1)
