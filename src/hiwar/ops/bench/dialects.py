"""The few words in which SQLite and PostgreSQL differ when rows are copied."""

from collections.abc import Mapping
from typing import Protocol


class Dialect(Protocol):
    """Expressions of SQL, made of the names of columns and of numbers."""

    def later(self, column: str, days: int, *, is_date: bool) -> str: ...

    def new_uuid(self) -> str: ...

    def uuid_in_words(self, column: str) -> str: ...

    def replaced(self, column: str, old: str, new: str) -> str: ...

    def with_members(self, column: str, members: Mapping[str, str]) -> str:
        """Give the JSON in `column` other values, by paths such as `rows.0.pk`."""
        ...


class Sqlite:
    def later(self, column: str, days: int, *, is_date: bool) -> str:
        function = "date" if is_date else "datetime"
        return f"{function}({column}, '+{days} days')"

    def new_uuid(self) -> str:
        return "lower(hex(randomblob(16)))"

    def uuid_in_words(self, column: str) -> str:
        parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        return " || '-' || ".join(f"substr({column}, {a}, {n})" for a, n in parts)

    def replaced(self, column: str, old: str, new: str) -> str:
        return f"replace({column}, {old}, {new})"

    def with_members(self, column: str, members: Mapping[str, str]) -> str:
        pairs = [f"'{_sqlite_path(path)}', {new}" for path, new in members.items()]
        return f"json_set({', '.join([column, *pairs])})"


class Postgresql:
    def later(self, column: str, days: int, *, is_date: bool) -> str:
        return f"{column} + {days}" if is_date else f"{column} + interval '{days} days'"

    def new_uuid(self) -> str:
        return "gen_random_uuid()"

    def uuid_in_words(self, column: str) -> str:
        return f"CAST({column} AS text)"

    def replaced(self, column: str, old: str, new: str) -> str:
        return f"replace({column}::text, {old}, {new})::jsonb"

    def with_members(self, column: str, members: Mapping[str, str]) -> str:
        made = column
        for path, new in members.items():
            steps = path.replace(".", ",")
            made = f"jsonb_set({made}, '{{{steps}}}', to_jsonb({new}))"
        return made


def dialect_of(vendor: str) -> Dialect:
    return Postgresql() if vendor == "postgresql" else Sqlite()


def _sqlite_path(path: str) -> str:
    steps = (f"[{step}]" if step.isdigit() else f".{step}" for step in path.split("."))
    return "$" + "".join(steps)
