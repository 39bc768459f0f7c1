"""`hiwar bench build`: a paper to measure with, as large as one likes."""

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from hiwar.ops import folder
from hiwar.ops.bench import building


class Sizes(click.ParamType):
    name = "sizes"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[int]:
        try:
            sizes = [int(part) for part in str(value).split(",") if part]
        except ValueError:
            sizes = [0]
        if any(size < 1 for size in sizes):
            self.fail(_("Numbers with commas between them, please."), param, ctx)
        return sizes


@click.group(help=_("Measure how fast the paper is."))
def bench() -> None:
    pass


@bench.command(
    help=_("Fill an empty folder with a made-up paper; goes on if run again.")
)
@click.option(
    "--articles", type=click.IntRange(1), default=1_000_000, show_default=True
)
@click.option(
    "--comments", type=click.IntRange(0), default=2_000_000, show_default=True
)
@click.option(
    "--thread-sizes",
    type=Sizes(),
    default="24,1000,100000",
    show_default=True,
    help=_("Stories with exactly so many comments, besides."),
)
def build(articles: int, comments: int, thread_sizes: list[int]) -> None:
    plan = building.Plan(
        articles=articles, comments=comments, thread_sizes=thread_sizes
    )
    with (
        folder.lock(settings.DATA),
        tqdm(total=articles, unit=_(" articles"), disable=None) as bar,
    ):
        building.prepare()
        building.build(
            plan, now=timezone.now(), progress=lambda done: bar.update(done - bar.n)
        )
    number_of_articles, number_of_comments = building.count()
    click.echo(
        _("The paper has %(articles)d articles and %(comments)d comments.")
        % {"articles": number_of_articles, "comments": number_of_comments}
    )
