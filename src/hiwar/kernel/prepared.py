"""Queries that are put into SQL once, for what every posted comment asks and adds.

Django puts a queryset into SQL each time, which takes several times as long as asking
the database. A query of this module is written as any queryset, with `Given` where a
value will stand, and only executed from then on:

    _THREAD = prepared.Query(lambda: Thread.objects.filter(key=Given("key")))
    _THREAD.first(key="article:7")

What it asks may depend on those values alone, and it loads no related rows.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.query import FlatValuesListIterable, ModelIterable

Row = TypeVar("Row")


class Given(Value):
    """The place of a value that comes with each execution.

    `kind` says how the database wants it, where it is no mere text or number.
    """

    def __init__(self, name: str, kind: Field | None = None) -> None:
        super().__init__(None, output_field=kind)
        self.name: Final = name
        self.kind: Final = kind

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        return "%s", [self]


class Query(Generic[Row]):
    """What `make` asks: of models, of tuples, or of plain values."""

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        self._make = make
        self._statements: dict[str, _Statement] = {}

    def all(self, **values: Any) -> list[Row]:
        """Return every row, with `values` in their places."""
        statement = self._statements.get(connection.vendor)
        if statement is None:
            # Two threads may both do this, and come to the same.
            statement = _Statement(self._make())
            self._statements[connection.vendor] = statement
        return statement.execute(values)

    def first(self, **values: Any) -> Row | None:
        """Return the first row. That no more is read, the query itself says."""
        return next(iter(self.all(**values)), None)


class _Statement:
    """The SQL of one queryset, and what to make of its rows."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self._sql, self._params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        # Not kept: the compiler, which holds this thread's connection.
        self._converters = list(compiler.get_converters(columns).items())
        kind = getattr(queryset, "_iterable_class", None)
        self._is_flat = kind is FlatValuesListIterable
        self._model: type[Model] | None = None
        if kind is ModelIterable:
            self._model = queryset.model
            self._names = [column.target.attname for column in columns]

    def execute(self, values: dict[str, Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [_fill(param, values) for param in self._params])
            rows = cursor.fetchall()
        return [self._read(list(row)) for row in rows]

    def _read(self, row: list[Any]) -> Any:
        for place, (converters, column) in self._converters:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        if self._model:
            return self._model.from_db(DEFAULT_DB_ALIAS, self._names, row)
        return row[0] if self._is_flat else tuple(row)


def insert(row: Model) -> None:
    """Add `row` to its table, with its fields as they are, and give it its number.

    What the database fills in itself is left to it, and nobody is told by a signal.
    """
    sql, fields = _insertion(type(row), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(row, fields))
        (row.pk,) = cursor.fetchone()
    row._state.adding = False
    row._state.db = DEFAULT_DB_ALIAS


def insert_all(
    model: type[Model], names: tuple[str, ...], rows: Sequence[tuple[int | str, ...]]
) -> None:
    """Add `rows` in one statement: values of the columns called `names`, as they are.

    One is prepared for each number of rows: meant for few different ones.
    """
    if not rows:
        return
    sql = _insertion_of_all(model, names, len(rows), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in row])


def update(row: Model, *names: str) -> None:
    """Keep what the fields called `names` of a kept `row` are now; tell nobody."""
    sql, fields = _changing(type(row), names, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*_values(row, fields), row.pk])


def _values(row: Model, fields: list[Field[Any, Any]]) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in fields
    ]


@cache
def _changing(
    model: type[Model], names: tuple[str, ...], _vendor: str
) -> tuple[str, list[Field[Any, Any]]]:
    quote = connection.ops.quote_name
    meta = model._meta
    fields: list[Any] = [meta.get_field(name) for name in names]
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    sql = (
        f"UPDATE {quote(meta.db_table)} SET {columns}"  # noqa: S608 - names of ours
        f" WHERE {quote(str(meta.pk.column))} = %s"
    )
    return sql, fields


@cache
def _insertion(model: type[Model], vendor: str) -> tuple[str, list[Field[Any, Any]]]:
    meta = model._meta
    fields = [
        field
        for field in meta.local_concrete_fields
        if not (field.primary_key or field.generated or field.has_db_default())
    ]
    names = tuple(str(field.column) for field in fields)
    key = connection.ops.quote_name(str(meta.pk.column))
    return f"{_insertion_of_all(model, names, 1, vendor)} RETURNING {key}", fields


@cache
def _insertion_of_all(
    model: type[Model], names: tuple[str, ...], number: int, _vendor: str
) -> str:
    quote = connection.ops.quote_name
    places = f"({', '.join(['%s'] * len(names))})"
    return (
        f"INSERT INTO {quote(model._meta.db_table)}"  # noqa: S608 - names of ours
        f" ({', '.join(map(quote, names))}) VALUES {', '.join([places] * number)}"
    )


def _fill(param: Any, values: dict[str, Any]) -> Any:
    if not isinstance(param, Given):
        return param
    value = values[param.name]
    return param.kind.get_db_prep_value(value, connection) if param.kind else value
