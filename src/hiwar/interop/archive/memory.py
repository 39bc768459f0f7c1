"""Keeping a long import or export as small as a short one."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def kept_small() -> Iterator[None]:
    """Hold no more memory at the end than at the beginning.

    SQLite maps the database into memory, which serves pages well and would make this
    process grow with the file. And Python would look again and again at all that was
    there before: a quarter of the time would go into that.
    """
    gc.collect()
    gc.freeze()
    mapped = _map(0)
    try:
        yield
    finally:
        _map(mapped)
        gc.unfreeze()


def _map(size: int) -> int:
    """Let SQLite map `size` bytes; return how many it did before."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA mmap_size").fetchone()
        cursor.execute(f"PRAGMA mmap_size = {int(size)}")
    return before[0] if before else 0
