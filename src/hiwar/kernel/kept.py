"""What many requests need alike, made once while nothing in it changes.

A page that changes because somebody commented has the same story, the same masthead
and the same list beside it as before; whoever comments is asked for by the same rules.
These are kept by the rule that pages themselves are kept by: each names the topics of
the change log that it depends on. `config` says who keeps them; without anybody each is
made each time.
"""

from collections.abc import Callable, Collection, Hashable
from datetime import datetime
from typing import Any, Final, NamedTuple, Protocol

from django.db import connection

Key = tuple[Hashable, ...]


class Made(NamedTuple):
    """A frozen view, the topics that it shows, and when time alone changes it."""

    view: Any
    shows: Collection[str] = ()
    valid_until: datetime | None = None


class Shelf(Protocol):
    def get(self, key: Key, make: Callable[[], Made]) -> Any:
        """Return what is kept under `key`, or what `make` makes, which is kept."""


_shelves: Final[list[Shelf]] = []


def keep_on(shelf: Shelf) -> None:
    """Keep views on `shelf` from now on."""
    _shelves[:] = [shelf]


def kept(key: Key, make: Callable[[], Made]) -> Any:
    """Return the view that `make` makes, which may have been made before.

    Within a transaction nothing is kept: it sees what may never be committed.
    """
    if not _shelves or connection.in_atomic_block:
        return make().view
    return _shelves[0].get(key, make)
