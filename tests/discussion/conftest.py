import pytest
from django.db import connection


@pytest.fixture
def _a_database_for_many(transactional_db, tmp_path):
    """Let several connections write at once, as workers do.

    SQLite's database in memory, in which tests run otherwise, refuses that: the same
    tables then stand in a file for as long as the test takes.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection = None
    connection.settings_dict["NAME"] = tmp_path / "test.sqlite3"
    connection.ensure_connection()
    memory.backup(connection.connection)
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.connection = memory
