"""What follows the change log of this paper's database."""

from django.db import connection

from hiwar.delivery.following import (
    Follower,
    Listener,
    PostgresqlFollower,
    SqliteFollower,
)


def make(listener: Listener) -> Follower:
    if connection.vendor == "sqlite":
        return SqliteFollower(connection.settings_dict["NAME"], listener)
    parameters = connection.get_connection_params()
    names = {*parameters} - {"cursor_factory", "context", "prepare_threshold"}
    return PostgresqlFollower({name: parameters[name] for name in names}, listener)
