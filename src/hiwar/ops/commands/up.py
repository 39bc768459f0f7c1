"""`hiwar up`: everything that is needed, then everything that runs."""

from collections.abc import Callable
from functools import partial

import click
from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from hiwar.ops import folder, greeting, live, scheduler, staff, start, web, worker
from hiwar.ops.processes import Child, Supervisor


@click.command(help=_("Start the paper; set up first what is missing."))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help=_("Where the paper answers on this machine."),
)
@click.option("--no-demo", is_flag=True, help=_("Begin with an empty paper."))
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help=_("How many processes answer: one for each core."),
)
@click.pass_obj
def up(load_demo: Callable[[], None], port: int, no_demo: bool, workers: int) -> None:
    # Stays open as long as this process and its children live (folder.lock).
    lock = folder.lock(settings.DATA)
    start.check_port(port)
    start.check_port(settings.LIVE_PORT, instead="HIWAR_LIVE_PORT")
    start.prepare_database()
    start.prepare_statics()
    if start.is_unfinished(start.LOADING_DEMO) or (start.is_empty() and not no_demo):
        click.echo(_("Loading the demo edition …"))
        with start.marked_unfinished(start.LOADING_DEMO):
            load_demo()
    elif start.is_empty():
        staff.hire_first_editor(now=timezone.now())
    worker.take_up_lost_tasks(now=timezone.now())
    folder.remember_origin(settings.DATA, settings.ORIGIN)
    lines = greeting.write(now=timezone.now())
    connections.close_all()
    Supervisor(_children(port, workers)).run(
        when_started=partial(greeting.say_once_open, port, lines)
    )
    click.echo(_("Hiwar has stopped."))
    lock.close()


def _children(port: int, workers: int) -> list[Child]:
    worker_id = worker.new_id()
    return [
        Child(
            name=_("The web server"),
            run=partial(web.serve, port, workers, settings.HTTP_PROTOCOL),
        ),
        Child(
            name=_("The task worker"),
            run=partial(worker.run, worker_id),
            bury=partial(worker.bury, worker_id),
        ),
        Child(name=_("The scheduler"), run=scheduler.run),
        Child(name=_("The live stream"), run=live.run),
    ]
