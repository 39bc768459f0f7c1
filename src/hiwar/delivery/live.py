"""The live stream: tells browsers that something on their page has changed.

A thin ASGI application without Django in it, and the one place here that waits for
many. It tells no more than topics and marks (`news`): what has changed, a browser sees
by asking for its page again.

    GET /live/?topic=thread:42&topic=article:7

    event: change
    id: TqU0aXbN-17
    data: thread:42

Who says by `Last-Event-ID` (or `since=`) where they stood hears of what came after;
who does not is told to look, as something may have changed between page and stream.
"""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs

from .following import Follower, Standing
from .streams import Message, Send, Streams, part

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Headers = list[tuple[bytes, bytes]]

PATH: Final = "/live/"
# A page shows one story and its discussion. Nothing else is told to strangers.
TOPIC: Final = re.compile(r"(?:thread|article):[1-9][0-9]{0,18}", re.ASCII)
MOST_TOPICS: Final = 4
MOST_STREAMS: Final = 10_000
# Many readers can share an address: a school, a mobile network.
MOST_STREAMS_OF_AN_ADDRESS: Final = 250
SECONDS_TO_COME_BACK: Final = 60
# Streams that end together come back one after the other.
MILLISECONDS_TO_RETRY: Final = (1000, 5000)

SECONDS_BETWEEN_CHECKS: Final = 0.25
SECONDS_WHEN_CUT_OFF: Final = 5.0


class Live:
    def __init__(
        self,
        streams: Streams,
        *,
        origin: str,
        address_of: Callable[[str, Iterable[str]], str],
        most: int = MOST_STREAMS,
    ) -> None:
        """Talk to pages of `origin` alone, at most to so many.

        `address_of` says whose a connection is, by its peer and by what that forwards.
        """
        self.streams = streams
        self._most = most
        self._origin = origin
        self._address_of = address_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        query = _query(scope["query_string"].decode("latin-1"))
        topics = frozenset(query.get("topic", ()))
        address = self._address_of(
            scope["client"][0] if scope["client"] else "",
            headers.get(b"x-forwarded-for", "").split(","),
        )
        status = self._short_answer(scope, headers, topics)
        if status := status or self._want_of_room(address):
            await self._answer(status, send)
            return
        mark = headers.get(b"last-event-id") or query.get("since", [""])[0]
        with self.streams.one_more(topics, address, send) as stream:
            await send(self._start())
            retry = random.randint(*MILLISECONDS_TO_RETRY)  # noqa: S311
            await send(part(b"retry: %d\n\n" % retry))
            self.streams.catch_up(stream, mark)
            # Who does not read is dropped by cancelling this, which is no fault.
            with suppress(asyncio.CancelledError):
                while (await receive())["type"] != "http.disconnect":
                    pass

    def _short_answer(
        self, scope: Scope, headers: dict[bytes, str], topics: frozenset[str]
    ) -> HTTPStatus | None:
        if scope["path"] != PATH:
            return HTTPStatus.NOT_FOUND
        # A page of somebody else's has no reason to have its readers listen here.
        if headers.get(b"origin", self._origin) != self._origin:
            return HTTPStatus.FORBIDDEN
        # Asked before a stream whose script or browser adds headers of its own.
        if scope["method"] == "OPTIONS":
            return HTTPStatus.NO_CONTENT
        if scope["method"] != "GET":
            return HTTPStatus.METHOD_NOT_ALLOWED
        if not 1 <= len(topics) <= MOST_TOPICS or not all(map(TOPIC.fullmatch, topics)):
            return HTTPStatus.BAD_REQUEST
        return None

    def _want_of_room(self, address: str) -> HTTPStatus | None:
        if self.streams.count_of(address) >= MOST_STREAMS_OF_AN_ADDRESS:
            return HTTPStatus.TOO_MANY_REQUESTS
        if len(self.streams) >= self._most:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return None

    async def _answer(self, status: HTTPStatus, send: Send) -> None:
        if status == HTTPStatus.NO_CONTENT:
            await send(self._start(status, [(b"access-control-allow-headers", b"*")]))
            await send(part(b"", is_last=True))
            return
        said = status.phrase.encode("ascii")
        headers: Headers = [
            (b"content-type", b"text/plain"),
            (b"content-length", b"%d" % len(said)),
        ]
        if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
            headers.append((b"retry-after", b"%d" % SECONDS_TO_COME_BACK))
        await send(self._start(status, headers))
        await send(part(said, is_last=True))

    def _start(
        self,
        status: HTTPStatus = HTTPStatus.OK,
        headers: Iterable[tuple[bytes, bytes]] = (
            (b"content-type", b"text/event-stream; charset=utf-8"),
            # nginx would hold back what is not a buffer's worth.
            (b"x-accel-buffering", b"no"),
        ),
    ) -> Message:
        return {
            "type": "http.response.start",
            "status": int(status),
            "headers": [
                *headers,
                (b"cache-control", b"no-store"),
                (b"x-content-type-options", b"nosniff"),
                (b"access-control-allow-origin", self._origin.encode("ascii")),
            ],
        }


def _query(query: str) -> dict[str, list[str]]:
    try:
        return parse_qs(query, max_num_fields=2 * MOST_TOPICS)
    except ValueError:
        return {}


class Ear:
    """Stands where a follower expects a store, in whatever thread it works."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._loop = asyncio.get_running_loop()

    def drop(self, topics: Iterable[str]) -> None:
        self._loop.call_soon_threadsafe(self._streams.tell, frozenset(topics))

    def clear(self) -> None:
        self._loop.call_soon_threadsafe(self._streams.tell_all)


async def follow(follower: Follower) -> None:
    """Ask for ever what has changed: asking takes microseconds and so no thread."""
    while True:
        is_cut_off = follower.check() is Standing.CUT_OFF
        await asyncio.sleep(
            SECONDS_WHEN_CUT_OFF if is_cut_off else SECONDS_BETWEEN_CHECKS
        )


async def keep_alive(streams: Streams) -> None:
    """Send signs of life for ever."""
    while True:
        await asyncio.sleep(1)
        streams.beat()
