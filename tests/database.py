"""The database of a test run: migrated once, and copied for each worker."""

import fcntl
from contextlib import contextmanager

import pysqlite3
from django.core.management import call_command
from django.db import connection

# What each worker copies: on PostgreSQL a database, on SQLite a file of the run.
TEMPLATE = "hiwar_tests_template"
FILE = "template.sqlite3"


@contextmanager
def copied(folder, worker):
    """Let a migrated database of this worker's own be in place while the block runs.

    `folder` is shared by all workers of the run; the first who comes migrates.
    """
    ours = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]
    before = connection.settings_dict["NAME"]
    with ours(folder, worker):
        yield
    connection.close()
    connection.settings_dict["NAME"] = before


@contextmanager
def _on_sqlite(folder, worker):
    template = folder / FILE
    with _alone(folder):
        if not template.exists():
            unfinished = template.with_suffix(".unfinished")
            _migrate(str(unfinished))
            unfinished.rename(template)
    # In memory, and yet shared by the threads of this process.
    _go_to(f"file:hiwar_{worker}?mode=memory&cache=shared")
    connection.ensure_connection()
    source = pysqlite3.connect(template)
    source.backup(connection.connection)
    source.close()
    yield


@contextmanager
def _on_postgresql(folder, worker):
    server = connection.settings_dict["NAME"]
    name = f"hiwar_tests_{worker}"
    with _alone(folder):
        # A run that was killed may have left one that is older than the code.
        made = folder / TEMPLATE
        if not made.exists():
            _ask(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
            _ask(f"CREATE DATABASE {TEMPLATE}")
            _migrate(TEMPLATE)
            made.touch()
            _go_to(server)
        _ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        _ask(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    _go_to(name)
    yield
    connection.close()
    _go_to(server)
    _ask(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _alone(folder):
    with (folder / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(name):
    _go_to(name)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()


def _go_to(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def _ask(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
