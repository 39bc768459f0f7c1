"""What has to be so before anything runs; each step says what is not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.core.checks import Error, run_checks
from django.core.checks import Tags as Subjects
from django.db import OperationalError
from django.utils.translation import gettext as _

from hiwar.accounts.models import Reader
from hiwar.newsroom.models import Article

from . import database, statics
from .folder import Unusable


def check_port(port: int) -> None:
    """Raise Unusable when something else listens on `port`.

    The web workers share their port, so they would not notice themselves.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Unusable(
                _("Port %(port)d cannot be used: %(reason)s. Try --port.")
                % {"port": port, "reason": error.strerror}
            ) from error


def prepare_database() -> None:
    """Check the database and bring its tables up to this version.

    Raises Unusable when it is out of reach, unsafe, or a newer version's.
    """
    try:
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
        if database.list_pending():
            click.echo(_("Preparing the database …"))
            database.migrate()
    except OperationalError as error:
        raise Unusable(
            _("The database cannot be used: %(reason)s.")
            % {"reason": str(error).strip().rstrip(".")}
        ) from error


def prepare_statics() -> None:
    if not statics.are_collected():
        click.echo(_("Collecting static files …"))
        statics.collect()


def is_empty() -> bool:
    return not (Reader.objects.exists() or Article.objects.exists())


@contextmanager
def marked_unfinished() -> Iterator[None]:
    """Remember that the demo edition is being loaded, until it is."""
    _mark().touch()
    yield
    _mark().unlink()


def is_unfinished() -> bool:
    """Return whether loading the demo edition was interrupted."""
    return _mark().exists()


def _mark() -> Path:
    return Path(settings.DATA) / "demo-is-loading"
