"""Whether the database can be trusted with a comment, and its tables brought up."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

# The first SQLite in which a writer cannot lose another's commit when the WAL starts
# over (the WAL-reset race).
SOUND_SQLITE = (3, 51, 3)
FULL = 2


@dataclass(frozen=True, kw_only=True)
class State:
    """SQLite's version and modes, as one connection has them."""

    version: tuple[int, ...]
    journal_mode: str
    synchronous: int


def find_faults(state: State) -> list[str]:
    """Return why SQLite in this state could lose an acknowledged write, if it could."""
    faults = []
    if state.journal_mode != "wal":
        faults.append(
            _("SQLite's journal mode is %(mode)s; it has to be wal.")
            % {"mode": state.journal_mode}
        )
    elif state.version < SOUND_SQLITE:
        faults.append(
            _(
                "SQLite %(version)s can lose committed comments in WAL mode; Hiwar"
                " needs %(sound)s or newer (it comes with the pysqlite3 package)."
            )
            % {
                "version": ".".join(map(str, state.version)),
                "sound": ".".join(map(str, SOUND_SQLITE)),
            }
        )
    if state.synchronous < FULL:
        faults.append(
            _("SQLite's synchronous is %(value)s; it has to be 2 (FULL).")
            % {"value": state.synchronous}
        )
    return faults


def find_postgresql_faults() -> list[str]:
    """Return which of PostgreSQL's settings could lose an acknowledged write."""
    faults = []
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit"):
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] == "off":
                faults.append(
                    _("PostgreSQL's %(name)s is off; it has to be on.") % {"name": name}
                )
    return faults


def get_state() -> State:
    """Return SQLite's state on the connection that this process uses."""
    with connection.cursor() as cursor:
        version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
        return State(
            version=tuple(map(int, version.split("."))),
            journal_mode=cursor.execute("PRAGMA journal_mode").fetchone()[0],
            synchronous=cursor.execute("PRAGMA synchronous").fetchone()[0],
        )


def list_pending() -> set[tuple[str, str]]:
    """Return the migrations that have not been applied, without importing them.

    Importing several hundred of them would take a second at each start.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    return set(_on_disk()) - applied


def list_unknown() -> list[str]:
    """Return applied migrations that this version does not have: a newer one ran."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    labels = {config.label for config in apps.get_app_configs()}
    strangers = {name for name in applied - set(_on_disk()) if name[0] in labels}
    if strangers:
        # Those that a squashed migration stands for are known by its list only.
        loader = MigrationLoader(None, ignore_no_migrations=True)
        for migration in loader.disk_migrations.values():
            strangers -= set(migration.replaces)
    return sorted(f"{label}.{name}" for label, name in strangers)


def migrate() -> None:
    """Bring the tables to this version, and make the one of the cache."""
    # Django makes all models anew for nearly every step. To look through what was
    # imported for garbage each time would take a third of it all.
    gc.collect()
    gc.freeze()
    threshold = gc.get_threshold()
    gc.set_threshold(50_000, *threshold[1:])
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
    call_command("createcachetable", verbosity=0)


def _on_disk() -> Iterator[tuple[str, str]]:
    for config in apps.get_app_configs():
        try:
            package = import_module(f"{config.name}.migrations")
        except ModuleNotFoundError:
            continue
        for folder in package.__path__:
            for path in Path(folder).glob("[!_~]*.py"):
                yield config.label, path.stem
