"""All who write line up."""

import fcntl
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import OperationalError, connection, connections, transaction

from hiwar.discussion.models import Thread
from tests.factories import make_thread

pytestmark = [
    pytest.mark.usefixtures("_a_database_for_many"),
    pytest.mark.skipif("connection.vendor != 'sqlite'"),
]


@pytest.fixture
def _impatient():
    """Let the threads of a test give up at once."""
    options = connection.settings_dict["OPTIONS"]
    patience, options["timeout"] = options["timeout"], 0.05
    yield
    options["timeout"] = patience


class Writer:
    """A transaction in a thread of its own, which ends when it is told."""

    def __init__(self, pool):
        self.has_begun, self.may_end, self.fails = Event(), Event(), False
        self.done = pool.submit(self._write)

    def _write(self):
        try:
            with transaction.atomic():
                self.has_begun.set()
                self.may_end.wait(10)
                if self.fails:
                    raise ZeroDivisionError
        finally:
            connections.close_all()

    def end(self):
        self.may_end.set()
        return self.done.exception(10)


@pytest.fixture
def pool():
    with ThreadPoolExecutor(4) as pool:
        yield pool


def write():
    with transaction.atomic():
        Thread.objects.update(title="written")


class TestALineOfWriters:
    def test_lets_the_next_begin_when_one_has_ended(self, pool):
        first = Writer(pool)
        assert first.has_begun.wait(10)
        second = Writer(pool)

        assert not second.has_begun.is_set()
        first.end()
        assert second.has_begun.wait(10)
        second.end()

    def test_goes_on_after_one_who_failed(self, pool):
        first = Writer(pool)
        assert first.has_begun.wait(10)
        first.fails = True

        assert isinstance(first.end(), ZeroDivisionError)
        write()

    @pytest.mark.usefixtures("_impatient")
    def test_is_left_by_who_has_waited_long_enough(self, pool):
        first = Writer(pool)
        assert first.has_begun.wait(10)

        with pytest.raises(OperationalError, match="database is locked"):
            write()

        first.end()
        write()

    def test_goes_on_when_a_connection_is_closed_in_its_turn(self, pool):
        def leave():
            with transaction.atomic():
                connection.close()

        assert pool.submit(leave).exception(10) is None
        write()

    def test_does_not_keep_readers_waiting(self, pool):
        thread = make_thread()
        first = Writer(pool)
        assert first.has_begun.wait(10)

        assert Thread.objects.get() == thread
        first.end()

    @pytest.mark.usefixtures("_impatient")
    def test_stands_in_front_of_other_processes_too(self):
        path = f"{connection.settings_dict['NAME']}-line"
        write()

        with open(path, encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            with pytest.raises(OperationalError, match="database is locked"):
                write()

        write()
