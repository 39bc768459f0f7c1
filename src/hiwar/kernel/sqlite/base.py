"""SQLite as Django has it, but the threads of a process line up before they write.

Only one transaction writes at a time. Whoever finds another one at it, SQLite lets
sleep, longer each time, and those who come later slip in meanwhile: of eight who post
without pause some wait for seconds. Here they wait for one another in a line, and
SQLite is left with one writer of each process.
"""

from collections import defaultdict
from threading import Lock
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

# By file: other databases are written at the same time.
_lines: defaultdict[str, Lock] = defaultdict(Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn for each transaction."""

    _turn: "Lock | None" = None

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
        line = _lines[str(settings["NAME"])]
        # As long as SQLite itself would wait, and then it fails alike.
        if not line.acquire(timeout=settings["OPTIONS"].get("timeout", 5)):
            raise OperationalError("database is locked")
        self._turn = line

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn:
            turn.release()
