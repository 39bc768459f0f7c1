"""`hiwar sign-in-link`: a way in without a password."""

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from hiwar.ops import greeting, staff
from hiwar.ops.folder import Unusable


@click.command(help=_("Print a link that signs NAME in once, within 30 minutes."))
@click.argument("name")
def sign_in_link(name: str) -> None:
    reader = staff.find(name)
    if reader is None:
        raise Unusable(
            _("Nobody who can sign in has the name or e-mail %(name)s.")
            % {"name": name}
        )
    click.echo(greeting.sign_in_link(reader, now=timezone.now()))
