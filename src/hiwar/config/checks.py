"""What must hold of the database before Hiwar starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from hiwar.ops import database


@register(Tags.database)
def sqlite_keeps_what_it_acknowledged(
    *,
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None,
    **_options: Any,
) -> list[CheckMessage]:
    """Refuse an SQLite that could lose a committed comment.

    Asked only by commands that use the database (`migrate`, `hiwar up`).
    """
    if not databases or connection.vendor != "sqlite":
        return []
    faults = database.find_faults(database.get_state())
    return [Error(fault, id="hiwar.E001") for fault in faults]
