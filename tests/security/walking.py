"""Looks through the whole database: every column of every row of every table."""

from django.db import connection


def tables_with(words):
    """Return which tables hold any of `words`, in whatever column and spelling."""
    wanted = [word.casefold() for word in words]
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = str(cursor.fetchall()).casefold()
            if any(word in rows for word in wanted):
                found.add(table)
    return found
