"""What pages are made of, kept by the rule that ready pages are kept by."""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from .following import Follower, Listener, Standing
from .store import Key, Store

# What a view takes in memory, about: nobody counts what it is made of.
SIZE: Final = 16 * 1024


class Made(Protocol):
    @property
    def view(self) -> Any: ...
    @property
    def shows(self) -> Collection[str]: ...
    @property
    def valid_until(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Kept:
    view: Any
    topics: frozenset[str]
    valid_until: float | None
    size: int = SIZE

    @property
    def may_be_kept(self) -> bool:
        return bool(self.topics) and not self.is_over(time.time())

    def is_over(self, now: float) -> bool:
        return self.valid_until is not None and now >= self.valid_until


class Shelf:
    """Views by what they are of. Any thread may ask; each asks the log first."""

    def __init__(self, store: Store[Kept], follower: Follower) -> None:
        self._store = store
        self._follower = follower

    def get(self, key: Key, make: Callable[[], Made]) -> Any:
        """Return what is kept under `key`, or what `make` makes, which is kept."""
        standing = self._follower.check()
        kept = self._store.get(key)
        if standing is Standing.CURRENT and kept and not kept.is_over(time.time()):
            return kept.view
        with self._store.filling() as filling:
            made = make()
            if standing is Standing.CURRENT:
                until = made.valid_until.timestamp() if made.valid_until else None
                entry = Kept(made.view, frozenset(made.shows), until)
                self._store.put(key, entry, filling)
        return made.view


class All:
    """Several who hear of the same changes."""

    def __init__(self, *listeners: Listener) -> None:
        self._listeners = listeners

    def drop(self, topics: Iterable[str]) -> None:
        topics = list(topics)
        for listener in self._listeners:
            listener.drop(topics)

    def clear(self) -> None:
        for listener in self._listeners:
            listener.clear()
