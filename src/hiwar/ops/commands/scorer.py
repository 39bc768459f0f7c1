"""`hiwar scorer train` and `use`: what the moderators of this site decided."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.utils.translation import gettext as _
from tqdm import tqdm

from hiwar.moderation import selectors
from hiwar.scorer import layer
from hiwar.scorer.commands import HEAD, line
from hiwar.scorer.training.layer import Compared, Decided, TooFew, Trained
from hiwar.scorer.training.layer import train as fit

# More than this is years of decisions, and minutes of scoring.
MOST = 30_000


@click.command(
    help=_(
        "Fit the site's own layer of the scorer to what its moderators decided, and say"
        " whether it is better than the shipped one."
    )
)
@click.option("--json", "as_json", is_flag=True, help=_("For machines."))
def train(as_json: bool) -> None:
    judged = selectors.list_judged(most=MOST)
    decided = [
        Decided(
            text=one.text, is_removed=one.is_removed, day=one.decided_on.isoformat()
        )
        for one in judged
    ]
    try:
        trained = fit(decided, bar=_bar)
    except TooFew as few:
        raise click.ClickException(_too_few(few)) from None
    if trained.is_better:
        layer.write(_place(layer.FITTED), trained.layer)
    if as_json:
        click.echo(json.dumps(trained.as_json(), indent=2))
        return
    _tell(trained)


@click.command(
    help=_(
        "Score with the site's own layer, or with what ships alone; without a word,"
        " say which it is. It holds at once, nothing has to be started again."
    )
)
@click.argument("which", type=click.Choice(["site", "shipped"]), required=False)
def use(which: str | None) -> None:
    in_use = _place(layer.IN_USE)
    if which == "site":
        try:
            layer.write(in_use, layer.read(_place(layer.FITTED)))
        except layer.Unfit as unfit:
            raise click.ClickException(
                _("There is no layer of this site's own to use: run hiwar scorer train")
                if not _place(layer.FITTED).exists()
                else _("The site's own layer is not used: %(why)s.") % {"why": unfit}
            ) from None
    elif which == "shipped":
        in_use.unlink(missing_ok=True)
    click.echo(_describe(in_use))


def _describe(in_use: Path) -> str:
    """Say what scores are given now."""
    if not in_use.exists():
        return _("Scores are the shipped ones.")
    try:
        until = layer.read(in_use).until
    except layer.Unfit as unfit:
        return _(
            "Scores are the shipped ones; the site's own layer is unfit: %(why)s."
        ) % {"why": unfit}
    return _("Scores are the site's own, by decisions up to %(day)s.") % {"day": until}


def _place(name: Path) -> Path:
    return Path(settings.DATA) / name


def _bar(each: Iterable[Any], total: int) -> Iterable[Any]:
    """Show a bar on a terminal only."""
    bar: Iterable[Any] = tqdm(
        each, total=total, desc=_("Comments read"), unit="", disable=None, leave=False
    )
    return bar


def _too_few(few: TooFew) -> str:
    numbers = {"removed": few.removed, "kept": few.kept, "needed": few.needed}
    if few.are_newest:
        return (
            _(
                "Too little was decided in one of the periods that are compared:"
                " %(removed)d comments removed, %(kept)d kept; %(needed)d of each are"
                " needed."
            )
            % numbers
        )
    return (
        _(
            "Too little was decided to learn from: %(removed)d comments removed,"
            " %(kept)d kept; %(needed)d of each are needed. Texts that came twice,"
            " those in languages that the scorer does not know, and removals as spam,"
            " off topic and the like do not count."
        )
        % numbers
    )


def _tell(trained: Trained) -> None:
    click.echo(
        _("Decided: %(removed)d comments removed, %(kept)d kept.")
        % {"removed": trained.removed, "kept": trained.kept}
    )
    click.echo(_("Measured on the newest fifth, from which nothing was learnt:"))
    click.echo(HEAD)
    _tell_both(_("all"), trained.whole)
    for name, compared in trained.languages.items():
        _tell_both(_("language %(name)s") % {"name": name}, compared)
    numbers = {
        "gain": f"{trained.gain:+.3f}",
        "low": f"{trained.between[0]:+.3f}",
        "high": f"{trained.between[1]:+.3f}",
    }
    click.echo(
        _(
            "AUC of the site's own against the shipped: %(gain)s, between %(low)s and"
            " %(high)s in 95 of 100 samples."
        )
        % numbers
    )
    if trained.is_better:
        click.echo(_("It is better. To use it: hiwar scorer use site"))
        click.echo(_("To go back: hiwar scorer use shipped"))
    else:
        click.echo(_("It is not better by more than chance: nothing has been changed."))


def _tell_both(name: str, compared: Compared) -> None:
    shipped, own = _("shipped"), _("the site's own")
    click.echo(line(f"{name}, {shipped}", compared.shipped))
    click.echo(line(f"{name}, {own}", compared.own))
