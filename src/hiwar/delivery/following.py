"""How a process learns what has changed, so that its store never shows the old.

Both follow the change log of the kernel; neither can miss a row without knowing so
(README.md, "Why nothing is missed").
"""

import logging
import os
from collections.abc import Iterable
from enum import Enum
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Event, Lock, Thread, local
from typing import Any, Final, Protocol

import psycopg
import pysqlite3

from hiwar.kernel.channel import CHANNEL

logger = logging.getLogger(__name__)

# More at once is an import: emptying the store costs less than reading them.
MOST_ROWS: Final = 10_000
# Nobody waits for a file that is locked as a whole: there are the pages of before.
SECONDS_TO_READ: Final = 0.1
# Of the index of SQLite's write-ahead log, the part that each commit changes.
SIZE_OF_HEAD: Final = 48
SECONDS_BETWEEN_TRIES: Final = 0.25
SECONDS_TO_CONNECT: Final = 2
# A silent line is asked this often whether anybody is there, in seconds.
HEARTBEAT: Final = 5.0
# How libpq connects, and how soon it gives up a line on which nobody answers.
LINE: Final[dict[str, Any]] = {
    "connect_timeout": SECONDS_TO_CONNECT,
    "tcp_user_timeout": 5000,
    # What operators see of it in pg_stat_activity.
    "application_name": "hiwar changes",
}


class Standing(Enum):
    """What the store's pages are worth."""

    CURRENT = "nothing has changed that it does not know of"
    UNSURE = "something may have: the database has to be asked"
    CUT_OFF = "something may have, and nobody can be asked"


class Listener(Protocol):
    """Who wants to know: the store of ready pages, the live stream."""

    def drop(self, topics: Iterable[str]) -> None:
        """Hear that `topics` have changed."""

    def clear(self) -> None:
        """Hear that anything may have."""


class Follower(Protocol):
    def check(self) -> Standing:
        """Drop from the store what has changed so far; say what the rest is worth."""


class _Line:
    """One thread's connection, and what moves with each commit of anybody else."""

    def __init__(self, path: Path | str, patience: float) -> None:
        self.connection = pysqlite3.connect(
            path, isolation_level=None, timeout=patience
        )
        self.connection.execute("PRAGMA query_only = ON")
        # What `glance` gave when the log was last read.
        self.seen: object = None
        # From its first reading on, SQLite keeps the index where it is for us.
        self._data_version()
        self._index = _map_index(path)

    def glance(self) -> object:
        """Return something that is another after each commit of another connection.

        The head of the index of the write-ahead log is what SQLite itself looks at to
        tell whether anything is new (https://sqlite.org/walformat.html, 2.1): memory
        that all processes share, written before a commit is acknowledged.
        """
        return self._index[:SIZE_OF_HEAD] if self._index else self._data_version()

    def close(self) -> None:
        self.connection.close()
        if self._index:
            self._index.close()

    def _data_version(self) -> int:
        ((version,),) = self.connection.execute("PRAGMA data_version")
        return version


def _map_index(path: Path | str) -> mmap | None:
    """Return the shared memory of the write-ahead log of a database that is open."""
    try:
        with Path(f"{path}-shm").open("rb") as index:
            return mmap(index.fileno(), SIZE_OF_HEAD, access=ACCESS_READ)
    except (OSError, ValueError):
        # Another kind of journal, or a database in memory.
        return None


class SqliteFollower:
    """Looks at each request whether anybody has committed anything.

    Commits of this process count, too, so each thread has a connection of its own that
    never writes.
    """

    def __init__(self, path: Path | str, store: Listener) -> None:
        self._path = path
        self._store = store
        self._lock = Lock()
        self._position: int | None = None
        self._is_cut_off = False
        self._mine = local()

    def check(self) -> Standing:
        try:
            line: _Line | None = getattr(self._mine, "line", None)
            if line is None:
                line = self._mine.line = self._connect()
            glance = line.glance()
            # Who was cut off has to have read before all is well again.
            if glance != line.seen or self._is_cut_off:
                self._read_log(line.connection)
                # Only now: a log that could not be read is asked for again.
                line.seen = glance
        except pysqlite3.Error as error:
            self._begin_anew(error)
            return Standing.CUT_OFF
        if self._is_cut_off:
            self._is_cut_off = False
            line.connection.execute(f"PRAGMA busy_timeout = {1000 * SECONDS_TO_READ}")
        return Standing.CURRENT

    def _begin_anew(self, error: Exception) -> None:
        """Let go of a connection that failed; say so once, not at each request."""
        if line := self._mine.__dict__.pop("line", None):
            line.close()
        if not self._is_cut_off:
            self._is_cut_off = True
            logger.warning("The change log cannot be read: %s", error)

    def _connect(self) -> _Line:
        # Who has waited once in vain looks again without waiting.
        return _Line(self._path, 0 if self._is_cut_off else SECONDS_TO_READ)

    def _read_log(self, connection: Any) -> None:
        """Drop what the rows since the last reading name.

        Ids are given in the order of commits and without gaps, so rows that are
        missing have been pruned, or belong to another past (a restored backup).
        """
        with self._lock:
            last = _last_id(connection)
            topics = _topics(connection, self._position, last)
            if topics is None:
                self._store.clear()
            else:
                self._store.drop(topics)
            self._position = last


def _topics(connection: Any, since: int | None, last: int) -> set[str] | None:
    """Return what has been recorded after the id `since`; None if nobody can say."""
    if since is None or not 0 <= last - since <= MOST_ROWS:
        return None
    rows = connection.execute(
        "SELECT topic FROM kernel_change WHERE id > ? AND id <= ?", (since, last)
    ).fetchall()
    return {topic for (topic,) in rows} if len(rows) == last - since else None


def _last_id(connection: Any) -> int:
    row = connection.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = 'kernel_change'"
    ).fetchone()
    return row[0] if row else 0


class PostgresqlFollower:
    """Listens, in a thread of its own, to what each commit notifies.

    The log itself is not read: its ids are given in another order than its rows are
    committed. Whatever was said while nobody listened is unknown, so the store is
    emptied when the line is there again.
    """

    def __init__(self, conninfo: dict[str, Any], store: Listener) -> None:
        self._conninfo = conninfo
        self._store = store
        self._lock = Lock()
        self._process: int | None = None
        self._standing = Standing.UNSURE
        self._has_tried = Event()
        self._is_stopped = Event()
        self._connection: psycopg.Connection | None = None

    def check(self) -> Standing:
        if self._process != os.getpid():
            self._start()
        return self._standing

    def stop(self) -> None:
        """Hang up for good."""
        self._is_stopped.set()
        if self._connection:
            self._connection.close()

    def _start(self) -> None:
        """Begin to listen in this process (threads do not survive a fork)."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._has_tried.clear()
            Thread(target=self._listen, name="changes", daemon=True).start()
            self._has_tried.wait(SECONDS_TO_CONNECT)
            self._process = os.getpid()

    def _listen(self) -> None:
        while not self._is_stopped.is_set():
            try:
                with psycopg.connect(
                    **{**LINE, **self._conninfo}, autocommit=True
                ) as self._connection:
                    self._follow(self._connection)
            except psycopg.Error as error:
                self._say_lost(error)
            self._has_tried.set()

    def _say_lost(self, error: psycopg.Error) -> None:
        """Doubt the store, or, when there is no new line either, be cut off."""
        if self._standing is Standing.CURRENT:
            self._standing = Standing.UNSURE
            logger.warning("The line to the change log is lost: %s", error)
        else:
            self._standing = Standing.CUT_OFF
            self._is_stopped.wait(SECONDS_BETWEEN_TRIES)

    def _follow(self, connection: psycopg.Connection) -> None:
        """Drop what is told, until the connection fails."""
        connection.execute(f"LISTEN {CHANNEL}")
        # From here on nothing is missed; what was before is not known.
        self._store.clear()
        self._standing = Standing.CURRENT
        self._has_tried.set()
        while True:
            for told in connection.notifies(timeout=HEARTBEAT):
                self._store.drop([told.payload.partition(" ")[2]])
            connection.execute("SELECT 1")
