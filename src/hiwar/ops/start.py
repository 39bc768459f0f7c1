"""What has to be so before anything runs; each step says what is not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.core.checks import Error, run_checks
from django.core.checks import Tags as Subjects
from django.utils.translation import gettext as _

from hiwar.accounts.models import Reader
from hiwar.moderation import guards
from hiwar.newsroom.models import Article

from . import database, statics
from .folder import Unusable

MIGRATING = "migrating"
LOADING_DEMO = "loading-demo"


def check_port(port: int, *, instead: str = "--port") -> None:
    """Raise Unusable when something else listens on `port`; `instead` changes it.

    The web workers share their port, so they would not notice themselves.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Unusable(
                _("Port %(port)d cannot be used: %(reason)s. Try %(instead)s.")
                % {"port": port, "reason": error.strerror, "instead": instead}
            ) from error


def prepare_database() -> None:
    """Check the database and bring its tables up to this version.

    Raises Unusable when it is unsafe or a newer version's.
    """
    faults = [
        fault
        for fault in run_checks(tags=[Subjects.database], databases=["default"])
        if isinstance(fault, Error)
    ]
    if faults:
        raise Unusable(str(faults[0].msg))
    if unknown := database.list_unknown():
        raise Unusable(
            _(
                "The database was written by a newer version of Hiwar: it has"
                " %(migration)s, which this version does not know."
            )
            % {"migration": unknown[-1]}
        )
    # What follows the last migration (roles, permissions) has to be done too.
    if database.list_pending() or is_unfinished(MIGRATING):
        click.echo(_("Preparing the database …"))
        with marked_unfinished(MIGRATING):
            database.migrate()
    # The doctor sends here whoever finds that somebody took them away.
    if guards.list_missing():
        guards.lay_down()


def prepare_statics() -> None:
    if not statics.are_collected():
        click.echo(_("Collecting static files …"))
        statics.collect()


def is_empty() -> bool:
    return not (Reader.objects.exists() or Article.objects.exists())


@contextmanager
def marked_unfinished(what: str) -> Iterator[None]:
    """Remember that `what` has begun, until the block has ended."""
    _mark(what).touch()
    yield
    _mark(what).unlink()


def is_unfinished(what: str) -> bool:
    """Return whether `what` was begun by a process that died over it."""
    return _mark(what).exists()


def _mark(what: str) -> Path:
    return Path(settings.DATA) / f"unfinished-{what}"
