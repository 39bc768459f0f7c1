"""What a process hears of the changes that others make, on either database."""

import threading

import pysqlite3
import pytest
from django.db import connection

from hiwar.delivery.following import LINE, PostgresqlFollower, SqliteFollower, Standing
from hiwar.delivery.ready import make
from hiwar.delivery.store import Store
from hiwar.kernel import changes

PATIENCE = 10
TABLE = "kernel_change"
KEY = ("/story", "")


def put(store, *topics):
    page = make(200, [], b"story", topics=frozenset(topics), valid_until=None)
    with store.filling() as filling:
        assert store.put(KEY, page, filling)


@pytest.fixture
def store():
    return Store(10_000_000)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own way")
class TestOnSqlite:
    # With a write-ahead log, as papers have it, and with what SQLite does by itself.
    @pytest.fixture(params=["wal", "delete"])
    def path(self, db, tmp_path, request):
        """A file with the tables as the migrations make them."""
        path = tmp_path / "paper.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [TABLE])
            (made_by,) = cursor.fetchone()
        database = pysqlite3.connect(path)
        database.execute(f"PRAGMA journal_mode={request.param}")
        database.execute(made_by)
        database.close()
        return path

    @pytest.fixture
    def database(self, path):
        with pysqlite3.connect(path, isolation_level=None) as database:
            yield database

    @pytest.fixture
    def follower(self, path, store):
        follower = SqliteFollower(path, store)
        assert follower.check() is Standing.CURRENT
        return follower

    def test_drops_what_was_committed_before_the_check(self, follower, store, database):
        put(store, "thread:1")
        record(database, "thread:2")
        follower.check()
        assert store.get(KEY)

        record(database, "thread:1")
        follower.check()

        assert not store.get(KEY)

    def test_hears_nothing_of_what_is_rolled_back(self, follower, store, database):
        put(store, "thread:1")
        database.execute("BEGIN")
        record(database, "thread:1")
        follower.check()
        database.execute("ROLLBACK")
        follower.check()

        assert store.get(KEY)

    def test_hears_in_every_thread(self, follower, store, database):
        in_another_thread(follower.check)
        put(store, "thread:1")
        record(database, "thread:1")

        in_another_thread(follower.check)

        assert not store.get(KEY)

    def test_hears_in_one_thread_what_another_has_read(self, follower, store, database):
        put(store, "thread:1")
        record(database, "thread:1")
        in_another_thread(follower.check)
        put(store, "thread:1")
        record(database, "thread:1")

        follower.check()

        assert not store.get(KEY)

    def test_forgets_everything_when_rows_it_has_not_read_are_pruned(
        self, follower, store, database
    ):
        put(store, "thread:1")
        record(database, "thread:1")
        database.execute(f"DELETE FROM {TABLE}")

        follower.check()

        assert not store.get(KEY)

    def test_keeps_what_it_has_when_rows_it_has_read_are_pruned(
        self, follower, store, database
    ):
        record(database, "thread:1")
        follower.check()
        put(store, "thread:1")
        database.execute(f"DELETE FROM {TABLE}")

        follower.check()

        assert store.get(KEY)

    def test_forgets_everything_when_the_log_is_of_another_past(
        self, follower, store, database
    ):
        record(database, "thread:2", "thread:2")
        follower.check()
        put(store, "thread:1")
        database.execute("UPDATE sqlite_sequence SET seq = 1")

        follower.check()

        assert not store.get(KEY)

    def test_forgets_everything_when_there_is_much_to_read(
        self, follower, store, database
    ):
        put(store, "thread:1")
        database.execute("BEGIN")
        record(database, *["thread:2"] * 10_001)
        database.execute("COMMIT")

        follower.check()

        assert not store.get(KEY)

    def test_is_cut_off_while_the_file_cannot_be_read(
        self, follower, store, database, path
    ):
        put(store, "thread:1")
        away = path.with_suffix(".away")
        path.rename(away)
        path.write_bytes(b"This is not a database." * 100)
        assert in_another_thread(follower.check) is Standing.CUT_OFF
        assert store.get(KEY)

        away.replace(path)
        record(database, "thread:1")

        assert follower.check() is Standing.CURRENT
        assert not store.get(KEY)


def record(database, *topics):
    rows = [(topic,) for topic in topics]
    database.executemany(f"INSERT INTO {TABLE} (topic) VALUES (?)", rows)


def in_another_thread(ask):
    answers = []
    thread = threading.Thread(target=lambda: answers.append(ask()))
    thread.start()
    thread.join(PATIENCE)
    return answers[0]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own way")
@pytest.mark.django_db(transaction=True)
class TestOnPostgresql:
    @pytest.fixture
    def follower(self, store):
        follower = PostgresqlFollower(conninfo(), store)
        wait_for(lambda: follower.check() is Standing.CURRENT)
        yield follower
        follower.stop()

    @pytest.mark.usefixtures("follower")
    def test_drops_what_was_committed(self, store):
        put(store, "thread:1")
        changes.record("thread:1")

        wait_for(lambda: not store.get(KEY))

    def test_loses_nothing_when_its_line_is_cut(self, follower, store):
        put(store, "thread:1")
        cut_the_lines()
        changes.record("thread:1")

        wait_for(lambda: not store.get(KEY))
        wait_for(lambda: follower.check() is Standing.CURRENT)

    def test_is_cut_off_when_nobody_answers(self, store):
        nowhere = PostgresqlFollower({**conninfo(), "port": 1}, store)

        assert nowhere.check() is Standing.CUT_OFF
        nowhere.stop()


def conninfo():
    parameters = connection.get_connection_params()
    return {
        name: parameters[name]
        for name in ("dbname", "user", "password", "host", "port")
        if name in parameters
    }


def cut_the_lines():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = %s",
            [LINE["application_name"]],
        )


def wait_for(is_so):
    waiting = threading.Event()
    for _ in range(PATIENCE * 100):
        if is_so():
            return
        waiting.wait(0.01)
    raise AssertionError("It did not come about.")
