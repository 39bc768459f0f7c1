from tests.discussion.conftest import _a_database_for_many

__all__ = ["_a_database_for_many"]
