"""What this process keeps ready: bounded in bytes, dropped by topic."""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, Protocol, TypeVar

Key = tuple[Hashable, ...]
# No page may take more than this part of the whole.
LARGEST_PART = 4


class Keepable(Protocol):
    """A page, or a part of one."""

    @property
    def topics(self) -> frozenset[str]:
        """Return those of the change log that it shows."""

    @property
    def size(self) -> int:
        """Return about how many bytes of memory it takes."""

    @property
    def may_be_kept(self) -> bool: ...


T = TypeVar("T", bound=Keepable)


@dataclass(slots=True)
class Entry(Generic[T]):
    page: T
    was_asked_for: bool = False


@dataclass(eq=False, slots=True)
class Filling:
    """What has changed since the rendering of a page began."""

    changed: set[str] = field(default_factory=set)
    has_lost_track: bool = False


class Store(Generic[T]):
    """Pages by address.

    The oldest goes first when there is no room, unless somebody asked for it since it
    came in or was last spared (second chance: Corbató, "A Paging Experiment with the
    Multics System", 1968). So a crawler, who asks for each page once, pushes out what
    crawlers brought. Looking a page up takes no lock.
    """

    def __init__(self, limit: int) -> None:
        """Keep at most `limit` bytes."""
        self.limit = limit
        self.size = 0
        self.evicted = 0
        self._entries: OrderedDict[Key, Entry[T]] = OrderedDict()
        self._showing: defaultdict[str, set[Key]] = defaultdict(set)
        self._fillings: set[Filling] = set()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> T | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.was_asked_for = True
        return entry.page

    @contextmanager
    def filling(self) -> Iterator[Filling]:
        """Begin to watch for changes; whoever renders a page does it inside."""
        filling = Filling()
        with self._lock:
            self._fillings.add(filling)
        try:
            yield filling
        finally:
            with self._lock:
                self._fillings.discard(filling)

    def put(self, key: Key, page: T, filling: Filling) -> bool:
        """Keep `page`, rendered within `filling`; return whether that was possible.

        It is not when something on it has changed meanwhile: it may show the old.
        """
        with self._lock:
            if filling.has_lost_track or filling.changed & page.topics:
                return False
            if not page.may_be_kept or page.size > self.limit // LARGEST_PART:
                return False
            self._remove(key)
            self._make_room(page.size)
            self._entries[key] = Entry(page)
            self.size += page.size
            for topic in page.topics:
                self._showing[topic].add(key)
        return True

    def drop(self, topics: Iterable[str]) -> None:
        """Forget every page that shows one of `topics`."""
        with self._lock:
            for topic in topics:
                for filling in self._fillings:
                    filling.changed.add(topic)
                for key in list(self._showing.get(topic, ())):
                    self._remove(key)

    def clear(self) -> None:
        """Forget everything: what has changed is not known."""
        with self._lock:
            for filling in self._fillings:
                filling.has_lost_track = True
            self._entries.clear()
            self._showing.clear()
            self.size = 0

    def _make_room(self, size: int) -> None:
        while self.size + size > self.limit:
            key, entry = next(iter(self._entries.items()))
            if entry.was_asked_for:
                entry.was_asked_for = False
                self._entries.move_to_end(key)
            else:
                self._remove(key)
                self.evicted += 1

    def _remove(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self.size -= entry.page.size
        for topic in entry.page.topics:
            self._showing[topic].discard(key)
            if not self._showing[topic]:
                del self._showing[topic]
