"""What lets the database itself refuse to change the record.

Triggers are laid down after every migration, because those by which SQLite changes a
table make it anew, without them. `hiwar doctor` looks whether they are there. Nobody
who may change a table's definition is kept out by them; `hiwar verify-record` finds
what such a person did.
"""

from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

from .models import RecordContents, RecordEntry

UID: Final = "hiwar.moderation.guards"
# What the database says to whoever tries.
REFUSAL: Final = "The record of moderation is only ever added to."
_TABLES: Final = {RecordEntry._meta.db_table, RecordContents._meta.db_table}

# Name, when it fires, and of which table. An erasure deletes contents, in silence as
# far as the database knows; the chain tells of it.
_OF_SQLITE: Final = {
    "record_keeps_its_rows": "BEFORE DELETE ON moderation_recordentry BEGIN",
    "record_is_not_changed": "BEFORE UPDATE ON moderation_recordentry BEGIN",
    # INSERT OR REPLACE deletes without firing what fires at a deletion.
    "record_is_not_replaced": (
        "BEFORE INSERT ON moderation_recordentry"
        " WHEN EXISTS (SELECT 1 FROM moderation_recordentry"
        " WHERE number = NEW.number OR hash = NEW.hash) BEGIN"
    ),
    "record_contents_are_not_changed": (
        "BEFORE UPDATE ON moderation_recordcontents BEGIN"
    ),
    "record_contents_are_not_replaced": (
        "BEFORE INSERT ON moderation_recordcontents"
        " WHEN EXISTS (SELECT 1 FROM moderation_recordcontents"
        " WHERE entry_id = NEW.entry_id) BEGIN"
    ),
}
_OF_POSTGRESQL: Final = {
    "record_is_not_changed": (
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON moderation_recordentry"
    ),
    "record_contents_are_not_changed": (
        "BEFORE UPDATE OR TRUNCATE ON moderation_recordcontents"
    ),
}
_FUNCTION: Final = "hiwar_record_is_only_added_to"


def follow_migrations(app: Any) -> None:
    """Lay the triggers down whenever the tables of `app` have been migrated."""
    post_migrate.connect(_after_migration, sender=app, dispatch_uid=UID)


def leave_out(app: Any) -> None:
    """Lay none down: for tests, which empty tables after themselves."""
    post_migrate.disconnect(sender=app, dispatch_uid=UID)


def lay_down(using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the database refuse to change or delete rows of the record from now on."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def list_missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of triggers that are not there, or do not fire."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        wanted, known = (
            _OF_SQLITE,
            "SELECT name FROM sqlite_master WHERE type='trigger'",
        )
    else:
        wanted = _OF_POSTGRESQL
        known = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(known)
        there = {name for (name,) in cursor.fetchall()}
    return sorted(wanted.keys() - there)


def _after_migration(*, using: str, **_facts: Any) -> None:
    tables = set(connections[using].introspection.table_names())
    if tables >= _TABLES:
        lay_down(using)


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {name} {fires}"
            f" SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for name, fires in _OF_SQLITE.items()
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    triggers = (
        f"CREATE OR REPLACE TRIGGER {name} {fires}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
        for name, fires in _OF_POSTGRESQL.items()
    )
    return [function, *triggers]
