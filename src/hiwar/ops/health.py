"""What holds and what does not, one line each."""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from wagtail.models import Revision

from hiwar.moderation import guards
from hiwar.scorer import layer

from . import database, folder

# The scheduler looks every ten seconds; a minute late is wrong.
LATE: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was looked at, what was found, and whether that is well."""

    about: str
    found: str
    is_well: bool


def examine(*, now: datetime) -> Iterator[Finding]:
    """Look at everything; what cannot be looked at is not well either."""
    looks: list[tuple[str, Callable[[datetime], tuple[str, bool]]]] = [
        (_("Data folder"), _folder),
        (_("Database"), _database),
        (_("Tables"), _tables),
        (_("Record of moderation"), _record),
        (_("Mail"), _mail),
        (_("Tasks waiting"), _waiting),
        (_("Tasks given up"), _given_up),
        (_("Publications overdue"), _overdue),
        (_("Live stream"), _live),
        (_("Scorer"), _scorer),
    ]
    for about, look in looks:
        try:
            found, is_well = look(now)
        except (Error, OSError) as error:
            found, is_well = str(error), False
        yield Finding(about=about, found=found, is_well=is_well)


def _folder(_now: datetime) -> tuple[str, bool]:
    return str(settings.DATA), os.access(settings.DATA, os.W_OK)


def _database(_now: datetime) -> tuple[str, bool]:
    if connection.vendor != "sqlite":
        connection.ensure_connection()
        version = ".".join(map(str, connection.get_database_version()))
        faults = database.find_postgresql_faults()
        return " ".join([f"PostgreSQL {version}", *faults]), not faults
    state = database.get_state()
    faults = database.find_faults(state)
    version = ".".join(map(str, state.version))
    modes = f"journal_mode {state.journal_mode}, synchronous {state.synchronous}"
    return " ".join([f"SQLite {version}, {modes}", *faults]), not faults


def _tables(_now: datetime) -> tuple[str, bool]:
    if unknown := database.list_unknown():
        return _("written by a newer version (%(name)s)") % {"name": unknown[-1]}, False
    if pending := database.list_pending():
        return _("%(number)d migrations to apply: run hiwar up") % {
            "number": len(pending)
        }, False
    return _("up to date"), True


def _record(_now: datetime) -> tuple[str, bool]:
    """Whether it is whole, `hiwar verify-record` says: that may take a while."""
    if missing := guards.list_missing():
        return _("could be changed: %(names)s are missing. Run hiwar up") % {
            "names": ", ".join(missing)
        }, False
    return _("the database refuses to change it"), True


def _mail(_now: datetime) -> tuple[str, bool]:
    if "folder" in settings.MAIL:
        return _("kept in %(folder)s, nothing is sent") % settings.MAIL, (
            settings.IS_LOCAL
        )
    return "{host}:{port}".format_map(settings.MAIL), True


def _waiting(now: datetime) -> tuple[str, bool]:
    """Tasks that could run are taken within a second while a worker lives."""
    ready = DBTaskResult.objects.ready()
    # One that is tried again was enqueued long ago and may be due only now.
    has_waited = Q(enqueued_at__lt=now - LATE) & (
        Q(run_after=get_date_max()) | Q(run_after__lt=now - LATE)
    )
    return str(ready.count()), not ready.filter(has_waited).exists()


def _given_up(_now: datetime) -> tuple[str, bool]:
    number = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()
    return str(number), number == 0


def _overdue(now: datetime) -> tuple[str, bool]:
    number = Revision.objects.filter(approved_go_live_at__lt=now - LATE).count()
    return str(number), number == 0


def _live(_now: datetime) -> tuple[str, bool]:
    """Nobody has to answer for a paper that is at rest."""
    if not folder.is_held(settings.DATA):
        return _("at rest"), True
    try:
        with socket.create_connection(("127.0.0.1", settings.LIVE_PORT), timeout=2):
            return _("answers on port %(port)d") % {"port": settings.LIVE_PORT}, True
    except OSError:
        return _("does not answer on port %(port)d") % {
            "port": settings.LIVE_PORT
        }, False


def _scorer(_now: datetime) -> tuple[str, bool]:
    """A layer that does not fit holds nothing up: the shipped scores are given."""
    file = Path(settings.DATA) / layer.IN_USE
    if not file.exists():
        return _("scores as it ships"), True
    try:
        until = layer.read(file).until
    except layer.Unfit as unfit:
        return _(
            "scores as it ships, for the site's own layer is unfit: %(why)s. Run hiwar"
            " scorer train, or hiwar scorer use shipped"
        ) % {"why": unfit}, False
    return _("scores by the site's own layer, of decisions up to %(day)s") % {
        "day": until
    }, True
