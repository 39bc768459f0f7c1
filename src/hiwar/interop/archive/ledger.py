"""What the first pass must remember of the lines it has seen, kept out of memory.

A million ids in a Python set take a hundred megabytes and more; SQLite keeps them in
a temporary file of its own, which is gone when it is closed.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date

from .refusals import BadLine

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -16384;
CREATE TABLE known (kind TEXT, id TEXT, article TEXT, PRIMARY KEY (kind, id))
    WITHOUT ROWID;
CREATE TABLE taken (what TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE bad (number INTEGER PRIMARY KEY, reason TEXT);
BEGIN;
"""


class Ledger:
    """Ids that were given, what may be there but once, and the lines that are bad."""

    def __init__(self) -> None:
        # No name: a database on disk that belongs to this connection alone.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)

    def add(self, kind: str, given: str, article: str = "") -> bool:
        """Note an id, with a comment's article. False if it was there already."""
        return self._insert(
            "INSERT OR IGNORE INTO known VALUES (?, ?, ?)", kind, given, article
        )

    def knows(self, kind: str, given: str) -> bool:
        return self.article_of(kind, given) is not None

    def article_of(self, kind: str, given: str) -> str | None:
        """Return the article that was noted with an id; None for an unknown id."""
        found = self._database.execute(
            "SELECT article FROM known WHERE kind = ? AND id = ?", (kind, given)
        ).fetchone()
        return found[0] if found else None

    def take(self, *what: str | date) -> None:
        """Note something that may be there once."""
        self._insert("INSERT OR IGNORE INTO taken VALUES (?)", _words(what))

    def is_taken(self, *what: str | date) -> bool:
        found = self._database.execute(
            "SELECT 1 FROM taken WHERE what = ?", (_words(what),)
        )
        return found.fetchone() is not None

    def refuse(self, bad: BadLine) -> None:
        self._insert(
            "INSERT OR REPLACE INTO bad VALUES (?, ?)", bad.number, str(bad.reason)
        )

    def is_bad(self, number: int) -> bool:
        found = self._database.execute("SELECT 1 FROM bad WHERE number = ?", (number,))
        return found.fetchone() is not None

    def bad_lines(self) -> Iterator[BadLine]:
        rows = self._database.execute("SELECT reason, number FROM bad ORDER BY number")
        for reason, number in rows:
            yield BadLine(reason, number=number)

    def close(self) -> None:
        self._database.close()

    def _insert(self, statement: str, *values: object) -> bool:
        return self._database.execute(statement, values).rowcount == 1


def _words(what: tuple[str | date, ...]) -> str:
    return "\0".join(map(str, what))
