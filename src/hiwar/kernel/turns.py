"""Taking turns: what is counted before it is written is counted by one at a time."""

from hashlib import blake2b

from django.db import connection


def wait_for_turn(name: str) -> None:
    """Let no other transaction go on under `name` until this one has ended.

    SQLite lets only one transaction write at a time anyway.
    """
    if connection.vendor != "postgresql":
        return
    digest = blake2b(name.encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)]
        )
