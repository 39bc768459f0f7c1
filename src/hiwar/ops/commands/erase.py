"""`hiwar erase`: delete what is known of somebody who asks for it."""

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiwar.kernel.errors import Refusal
from hiwar.ops import forgetting
from hiwar.ops.folder import Unusable


@click.command(
    help=_(
        "Delete the reader or the guests who have the name or e-mail address WHO, or"
        " with --comment the guest who wrote a comment: what they wrote, and all that"
        " is known of them. It cannot be undone."
    )
)
@click.argument("who", required=False, default="")
@click.option("--comment", type=int, help=_("The number of a guest's comment."))
@click.option("--yes", is_flag=True, help=_("Do not ask again."))
def erase(who: str, comment: int | None, yes: bool) -> None:
    found = forgetting.find(who=who, comment_id=comment)
    if not found:
        raise Unusable(_("Nobody is known by that."))
    for each in found:
        click.echo(_say(each))
    if not yes:
        click.confirm(_("Delete all of this?"), abort=True)
    try:
        forgetting.forget_people(found, now=timezone.now())
    except Refusal as refusal:
        raise Unusable(str(refusal)) from refusal
    click.echo(_("It is deleted. Older backups still have it: see the guide."))


def _say(found: forgetting.Found) -> str:
    words = ngettext(
        "%(kind)s %(name)s, %(number)d comment",
        "%(kind)s %(name)s, %(number)d comments",
        found.number_of_comments,
    )
    kind = _("Reader") if found.is_reader else _("Guest")
    return words % {
        "kind": kind,
        "name": found.name,
        "number": found.number_of_comments,
    }
