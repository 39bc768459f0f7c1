"""The browsers that listen, and what each has still to be told.

An idle stream costs one task and no thread. However slowly a browser reads, no more
waits for it than the names of its topics; one that does not read at all is dropped.
"""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

from .news import News

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]

# A quiet connection is ended by many a proxy after half a minute or a whole one.
SECONDS_BETWEEN_BEATS: Final = 15
SECONDS_TO_DRAIN: Final = 20

BEAT: Final = b":\n\n"


class Stream:
    """One browser."""

    __slots__ = ("beat", "is_over", "pending", "send", "task", "topics", "writing")

    def __init__(self, topics: frozenset[str], send: Send) -> None:
        self.topics = topics
        self.send = send
        self.pending: set[str] = set()
        self.is_over = False
        # In which second of each round it is sent a sign of life.
        self.beat = random.randrange(SECONDS_BETWEEN_BEATS)  # noqa: S311
        self.task = asyncio.current_task()
        self.writing: asyncio.Task | None = None


class Streams:
    def __init__(self, *, patience: float = SECONDS_TO_DRAIN) -> None:
        """Wait `patience` seconds for a browser that does not read."""
        self._patience = patience
        self._news = News()
        self._all: set[Stream] = set()
        self._listening: defaultdict[str, set[Stream]] = defaultdict(set)
        self._addresses: Counter[str] = Counter()
        self._second = 0

    def __len__(self) -> int:
        return len(self._all)

    def count_of(self, address: str) -> int:
        return self._addresses[address]

    @contextmanager
    def one_more(
        self, topics: frozenset[str], address: str, send: Send
    ) -> Iterator[Stream]:
        """Count a stream in while the block runs, in the task that it lives in."""
        stream = Stream(topics, send)
        self._all.add(stream)
        self._addresses[address] += 1
        for topic in topics:
            self._listening[topic].add(stream)
        try:
            yield stream
        finally:
            if stream.writing:
                stream.writing.cancel()
            self._all.discard(stream)
            self._addresses[address] -= 1
            if not self._addresses[address]:
                del self._addresses[address]
            for topic in topics:
                self._listening[topic].discard(stream)
                if not self._listening[topic]:
                    del self._listening[topic]

    def tell(self, topics: Collection[str]) -> None:
        """Say that `topics` have changed to those who listen to them."""
        self._news.add(topics)
        for topic in topics:
            for stream in self._listening.get(topic, ()):
                stream.pending.add(topic)
                self._wake(stream)

    def tell_all(self) -> None:
        """Say that anything may have changed: what did is not known."""
        self._news.lose_track()
        for stream in self._all:
            stream.pending |= stream.topics
            self._wake(stream)

    def catch_up(self, stream: Stream, mark: str) -> None:
        """Tell what has changed since `mark`; to who has none, that all may have."""
        stream.pending |= self._news.since(mark, stream.topics)
        self._wake(stream)

    def beat(self) -> None:
        """Send this second's part of the streams a sign of life."""
        self._second = (self._second + 1) % SECONDS_BETWEEN_BEATS
        for stream in self._all:
            if stream.beat == self._second:
                self._wake(stream)

    def end(self) -> None:
        """End all streams; browsers will be back."""
        for stream in self._all:
            stream.is_over = True
            self._wake(stream)

    def _wake(self, stream: Stream) -> None:
        """Have the stream told; who is at it already takes this along."""
        if stream.writing is None:
            stream.writing = asyncio.create_task(self._write(stream))

    async def _write(self, stream: Stream) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await stream.send(part(self._take(stream) or BEAT))
                while stream.pending:
                    await stream.send(part(self._take(stream)))
                if stream.is_over:
                    await stream.send(part(b"", is_last=True))
        except (TimeoutError, OSError):
            # It does not read. Its task ends, and with it the connection.
            if stream.task:
                stream.task.cancel()
        finally:
            stream.writing = None

    def _take(self, stream: Stream) -> bytes:
        topics, stream.pending = stream.pending, set()
        return b"".join(
            f"event: change\nid: {self._news.mark}\ndata: {topic}\n\n".encode("ascii")
            for topic in sorted(topics)
        )


def part(body: bytes, *, is_last: bool = False) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": not is_last}
