"""The database itself refuses to change the record."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from hiwar.moderation import actions, guards, record
from hiwar.ops import health
from tests.factories import NOW

from .test_record import append

pytestmark = pytest.mark.django_db

ENTRY = "moderation_recordentry"
CONTENTS = "moderation_recordcontents"
COPY = f"SELECT number, at, 'other', commitment, previous, hash FROM {ENTRY}"
MOVED = f"SELECT 9, at, kind, commitment, previous, hash FROM {ENTRY}"
OVER = "WHERE number = 2 ON CONFLICT (number) DO UPDATE SET kind = 'other'"
COLUMNS = "number, at, kind, commitment, previous, hash"

IS_SQLITE = connection.vendor == "sqlite"


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def refused():
    return pytest.raises(DatabaseError, match="only ever added to")


def on(table):
    """Return what PostgreSQL wants to know when a trigger is dropped."""
    return "" if IS_SQLITE else f" ON {table}"


def laid_down():
    """Return name and table of each trigger there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
            if IS_SQLITE
            else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'record_%'"
        )
        return cursor.fetchall()


class TestGuards:
    @pytest.fixture(autouse=True)
    def _laid_down(self):
        append(3)
        # PostgreSQL truncates no table that it has still to check.
        connection.check_constraints()
        guards.lay_down()

    @pytest.mark.parametrize(
        "statement",
        [
            f"UPDATE {ENTRY} SET kind = 'other'",
            f"UPDATE {ENTRY} SET kind = 'other' WHERE number = 2",
            f"DELETE FROM {ENTRY}",
            f"DELETE FROM {ENTRY} WHERE number = 3",
            f"UPDATE {CONTENTS} SET contents = '[]'",
        ],
    )
    def test_refuse_to_change_and_to_delete(self, statement):
        with refused(), transaction.atomic():
            execute(statement)

        assert record.verify().number_of_entries == 3

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
    @pytest.mark.parametrize(
        "statement",
        [
            f"INSERT OR REPLACE INTO {ENTRY} ({COLUMNS}) {COPY} WHERE number = 2",
            f"REPLACE INTO {ENTRY} ({COLUMNS}) {MOVED} WHERE number = 2",
            f"UPDATE OR REPLACE {ENTRY} SET number = 3 WHERE number = 2",
            f"REPLACE INTO {CONTENTS} SELECT * FROM {CONTENTS}",
        ],
    )
    def test_refuse_to_replace(self, statement):
        with refused(), transaction.atomic():
            execute(statement)

        assert record.verify().number_of_entries == 3

    @pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has none")
    @pytest.mark.parametrize(
        "statement",
        [
            f"TRUNCATE {ENTRY} CASCADE",
            f"TRUNCATE {CONTENTS}",
            f"INSERT INTO {ENTRY} ({COLUMNS}) {COPY} {OVER}",
        ],
    )
    def test_refuse_to_truncate_and_to_write_over(self, statement):
        with refused(), transaction.atomic():
            execute(statement)

        assert record.verify().number_of_entries == 3

    def test_let_entries_be_added_and_contents_be_erased(self):
        append(reader_ids=[7])

        actions.erase_contents(reader_id=7, now=NOW)

        assert record.verify().number_of_entries == 5

    def test_can_be_laid_down_again(self):
        guards.lay_down()

        assert guards.list_missing() == []

    def test_are_missed_by_the_doctor(self):
        def found():
            looked = health.examine(now=NOW)
            return {each.about: each for each in looked}["Record of moderation"]

        assert found().is_well
        execute("DROP TRIGGER record_is_not_changed" + on(ENTRY))

        assert not found().is_well
        assert "record_is_not_changed" in found().found

    def test_come_with_the_migrations(self):
        app = apps.get_app_config("moderation")
        for name, table in laid_down():
            execute(f"DROP TRIGGER {name}" + on(table))
        assert guards.list_missing() != []

        guards.follow_migrations(app)
        try:
            call_command("migrate", verbosity=0)
        finally:
            guards.leave_out(app)

        assert guards.list_missing() == []
