"""HTTP over a connection: uvicorn's, with a way past it for what is at hand.

A GET of a ready page is answered where its bytes arrive: no task, no scope, no event.
Only a request that is whole, alone and plain goes this way; uvicorn sees every other
one, and all that this module does not understand.
"""

import asyncio
from functools import lru_cache
from typing import Any, Final, NamedTuple, Protocol

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .ready import Form

LONGEST_HEAD: Final = 4 * 1024
HEADS_KEPT: Final = 512
# Nobody needs longer to say what they want.
SECONDS_FOR_A_HEAD: Final = 20
# With one of these there is more to a request than its head, or to the connection.
NOT_PLAIN: Final = frozenset(
    {b"content-length", b"expect", b"transfer-encoding", b"upgrade"}
)
KEEPS_ALIVE: Final = b"keep-alive"
END: Final = b"\r\n\r\n"


class Door(Protocol):
    def at_hand(
        self, path: bytes, query: bytes, host: bytes, *, known: bytes, codings: bytes
    ) -> Form | None:
        """Return the answer to a GET, if it is there."""


class Wish(NamedTuple):
    """What a plain GET asks for."""

    path: bytes
    query: bytes
    host: bytes
    known: bytes
    codings: bytes


def understand(data: bytes) -> Wish | None:
    """Return what `data` asks for, if it is exactly one plain GET."""
    return _read(data) if len(data) <= LONGEST_HEAD else None


# The story of the hour is asked for in the same words again and again.
@lru_cache(maxsize=HEADS_KEPT)
def _read(data: bytes) -> Wish | None:
    if not data.startswith(b"GET /"):
        return None
    if data.find(END) != len(data) - len(END):
        return None
    lines = data[: -len(END)].split(b"\r\n")
    if data.count(b"\n") != len(lines) + 1 or data.count(b"\r") != len(lines) + 1:
        return None
    target, _, version = lines[0][4:].partition(b" ")
    headers = _headers(lines[1:])
    if headers is None or version != b"HTTP/1.1" or b"#" in target:
        return None
    path, _, query = target.partition(b"?")
    return Wish(
        path,
        query,
        headers.get(b"host", b""),
        headers.get(b"if-none-match", b""),
        headers.get(b"accept-encoding", b""),
    )


def _headers(lines: list[bytes]) -> dict[bytes, bytes] | None:
    """Return what the lines say, if none of them asks for more than an answer."""
    headers: dict[bytes, bytes] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        name, value = name.lower(), value.strip()
        if not colon or name in NOT_PLAIN or name in headers or name.split() != [name]:
            return None
        headers[name] = value
    if headers.get(b"connection", KEEPS_ALIVE).lower() != KEEPS_ALIVE:
        return None
    return headers


class Connection(HttpToolsProtocol):
    """One browser's, or a proxy's."""

    app: Any  # The door.
    _is_within_a_request = False
    _answered_at = 0.0
    _stopped_reading = False
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # Whoever connects and then says nothing is not waited for either.
        self._wait_for_the_next()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_head_timer()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not self._is_busy() and (wish := understand(data)):
            form = self.app.at_hand(
                wish.path,
                wish.query,
                wish.host,
                known=wish.known,
                codings=wish.codings,
            )
            if form is not None:
                self._answer(form)
                return
        super().data_received(data)

    def _is_busy(self) -> bool:
        """Return whether something else has begun on this connection."""
        return (
            self._is_within_a_request
            or (self.cycle is not None and not self.cycle.response_complete)
            or self.transport.is_closing()
        )

    def _answer(self, form: Form) -> None:
        date = [b"%s: %s\r\n" % each for each in self.server_state.default_headers]
        self.transport.write(b"".join((form.head, *date, b"\r\n", form.body)))
        self._answered_at = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._wait_for_the_next()

    # How long is waited for what.

    def _wait_for_the_next(self) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def timeout_keep_alive_handler(self) -> None:
        """Hang up, unless something was answered meanwhile: then wait for the rest.

        A timer for each answer would cost more than the answer.
        """
        left = self._answered_at + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(
                left, self.timeout_keep_alive_handler
            )
        else:
            super().timeout_keep_alive_handler()

    def on_message_begin(self) -> None:
        self._is_within_a_request = True
        self._head_timer = self.loop.call_later(SECONDS_FOR_A_HEAD, self._give_up)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_head_timer()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_within_a_request = False
        super().on_message_complete()

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    # Who does not take what they asked for is not asked what else they want.

    def pause_writing(self) -> None:
        super().pause_writing()
        if not self._is_busy():
            self._stopped_reading = True
            self.flow.pause_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stopped_reading:
            self._stopped_reading = False
            self.flow.resume_reading()
