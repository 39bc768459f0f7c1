"""SQLite as Django has it, but all who write line up before.

Only one transaction writes at a time. Whoever finds another one at it, SQLite lets
sleep, up to 100 ms at a time, and those who come later slip in meanwhile: of eight who
post without pause some wait for seconds. Here the threads of a process wait for one
another in a line, and the first of each process asks every millisecond for its turn.
"""

import fcntl
import os
import time
from collections import defaultdict
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PAUSE = 0.001


class Line:
    """Those who want to write to one database: a lock of threads, and of a file.

    Whoever dies in their turn leaves neither behind.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._threads = Lock()
        self._file: int | None = None
        self._process = 0

    def enter(self, *, patience: float) -> bool:
        """Wait for a turn; return whether it came in `patience` seconds."""
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            return False
        try:
            while not self._is_first():
                if time.monotonic() > deadline:
                    self._threads.release()
                    return False
                time.sleep(PAUSE)
        except BaseException:
            self._threads.release()
            raise
        return True

    def leave(self) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def _is_first(self) -> bool:
        if not self._path:
            return True
        # A lock of this kind would be shared with the process that this is a copy of.
        if self._file is None or self._process != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            self._process = os.getpid()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


# By database: others are written at the same time.
_lines: defaultdict[str, Line] = defaultdict(lambda: Line(""))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn for each transaction."""

    _turn: Line | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        # One that fails is rolled back, or else the connection is closed.
        super()._commit()  # type: ignore[misc]
        self._end_turn()

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]
        self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        settings: dict[str, Any] = self.settings_dict
        name = str(settings["NAME"])
        if name not in _lines and not self.is_in_memory_db():
            _lines.setdefault(name, Line(f"{name}-line"))
        line = _lines[name]
        # As long as SQLite itself would wait, and then it fails alike.
        if not line.enter(patience=settings["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._turn = line

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn:
            turn.leave()
