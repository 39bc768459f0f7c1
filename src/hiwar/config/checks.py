"""What must hold of the database before Hiwar starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from hiwar.ops import database


@register(Tags.database)
def database_keeps_what_it_acknowledged(
    *,
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None,
    **_options: Any,
) -> list[CheckMessage]:
    """Refuse a database that could lose a committed comment.

    Asked only by commands that use the database (`migrate`, `hiwar up`).
    """
    if not databases:
        return []
    if connection.vendor == "sqlite":
        faults = database.find_faults(database.get_state())
    else:
        faults = database.find_postgresql_faults()
    return [Error(fault, id="hiwar.E001") for fault in faults]
