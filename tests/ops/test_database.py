"""Whether the database can be trusted with a comment."""

from dataclasses import replace

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hiwar.ops import database, start
from hiwar.ops.folder import Unusable

SOUND = database.State(version=(3, 53, 4), journal_mode="wal", synchronous=2)


class TestFindFaults:
    def test_finds_none_in_a_sound_sqlite(self):
        assert database.find_faults(SOUND) == []

    @pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
    def test_refuses_a_version_that_can_lose_commits(self, version):
        (fault,) = database.find_faults(replace(SOUND, version=version))

        assert "can lose committed comments" in fault

    def test_takes_the_first_version_that_is_mended(self):
        assert database.find_faults(replace(SOUND, version=(3, 51, 3))) == []

    @pytest.mark.parametrize("mode", ["delete", "memory", "off"])
    def test_refuses_another_journal_mode(self, mode):
        (fault,) = database.find_faults(replace(SOUND, journal_mode=mode))

        assert mode in fault

    @pytest.mark.parametrize("synchronous", [0, 1])
    def test_refuses_commits_that_are_not_on_disk(self, synchronous):
        (fault,) = database.find_faults(replace(SOUND, synchronous=synchronous))

        assert "2 (FULL)" in fault


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="asks SQLite")
@pytest.mark.django_db(transaction=True)
class TestCheck:
    def test_is_asked_of_the_connection_that_is_used(self):
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=NORMAL")
            with pytest.raises(Unusable, match=r"has to be (wal|2 \(FULL\))"):
                start.prepare_database()
        finally:
            connection.close()

    def test_is_not_asked_without_a_database(self):
        assert [e for e in run_checks() if e.id.startswith("hiwar.")] == []


@pytest.mark.django_db
class TestUnfinished:
    def test_work_is_noticed_after_its_process_died(self):
        with pytest.raises(KeyboardInterrupt), start.marked_unfinished("building"):
            raise KeyboardInterrupt

        assert start.is_unfinished("building")

    def test_work_is_forgotten_when_it_is_done(self):
        with start.marked_unfinished("building"):
            pass

        assert not start.is_unfinished("building")


@pytest.mark.django_db
class TestVersions:
    def test_nothing_is_pending_or_unknown_in_a_fresh_database(self):
        assert database.list_pending() == set()
        assert database.list_unknown() == []

    def test_a_migration_of_a_newer_version_is_noticed(self):
        recorder = MigrationRecorder(connection)
        recorder.record_applied("discussion", "0099_votes_for_cats")

        assert database.list_unknown() == ["discussion.0099_votes_for_cats"]

    def test_a_package_that_is_gone_does_no_harm(self):
        MigrationRecorder(connection).record_applied("weather", "0001_initial")

        assert database.list_unknown() == []

    def test_a_missing_migration_is_pending(self):
        MigrationRecorder(connection).record_unapplied("kernel", "0001_initial")

        assert database.list_pending() == {("kernel", "0001_initial")}
