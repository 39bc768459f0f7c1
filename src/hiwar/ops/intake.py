"""The WSGI door: a request's body is read whole before Django's threads see it.

The web server hands a request over as soon as its head is there; whoever reads the
body then waits for the sender. So many threads may wait for bodies here, while
Django works in a few of its own, each with its own connection to the database.
Twenty people on slow lines cost twenty waiting threads and nobody else's time.

A body that is not taken never gets to Django: it gets the request without it, and a
word in the environment that says why (`config.middleware.bodies` makes the answer).
"""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]

# In the environment when a body was not taken, with one of the reasons.
REFUSED = "hiwar.body_refused"
TOO_LARGE = "too_large"
WITHOUT_LENGTH = "without_length"
INCOMPLETE = "incomplete"
BUSY = "busy"

THREADS = 64
# The rest of the threads is kept for requests without a body.
BODIES_AT_A_TIME = 48
WORKING_THREADS = 3
# A sender who takes longer than this has most likely gone away without a word.
PATIENCE = 120
PIECE = 64 * 1024
KEPT_IN_MEMORY = 256 * 1024
# A browser shows our answer only when it could send all that it had to. So what is too
# large is read and thrown away, up to here and not for long.
MOST_THROWN_AWAY = 32 * 1024 * 1024
SECONDS_TO_THROW_AWAY = 60
WITHOUT_A_BODY = {"GET", "HEAD", "OPTIONS", "TRACE"}


class Intake:
    """Read each body of up to `limit` bytes, then let `application` answer."""

    def __init__(self, application: Application, *, limit: int, scheme: str) -> None:
        self._application = application
        self._limit = limit
        self._scheme = scheme
        self._workers = ThreadPoolExecutor(WORKING_THREADS, "django")
        self._waiting = Waiting(BODIES_AT_A_TIME)

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        length = _announced_length(environ)
        if environ["REQUEST_METHOD"] in WITHOUT_A_BODY:
            return self._answer(environ, BytesIO(), start_response)
        # Such a body ends without a word when its sender dies, as if it were whole.
        if "HTTP_TRANSFER_ENCODING" in environ:
            return self._refuse(environ, WITHOUT_LENGTH, start_response)
        if length > self._limit:
            self._throw_away(environ, length)
            return self._refuse(environ, TOO_LARGE, start_response)
        with SpooledTemporaryFile(KEPT_IN_MEMORY) as body:
            with self._waiting.one_more() as has_place:
                if not has_place:
                    return self._refuse(environ, BUSY, start_response)
                is_whole = _copy(environ["wsgi.input"], body, length)
            if not is_whole:
                return self._refuse(environ, INCOMPLETE, start_response)
            body.seek(0)
            return self._answer(environ, body, start_response)

    def _throw_away(self, environ: Environ, length: int) -> None:
        """Read what will be refused, in a place like any other body's, if there is one.

        Whoever asks before sending it (`Expect`) hears the answer without.
        """
        if length > MOST_THROWN_AWAY or "HTTP_EXPECT" in environ:
            return
        until = time.monotonic() + SECONDS_TO_THROW_AWAY
        with self._waiting.one_more() as has_place:
            while has_place and length and time.monotonic() < until:
                piece = environ["wsgi.input"].read(min(PIECE, length))
                length = length - len(piece) if piece else 0

    def _refuse(
        self, environ: Environ, reason: str, start_response: Callable
    ) -> Iterable[bytes]:
        environ[REFUSED] = reason
        environ["CONTENT_LENGTH"] = ""
        return self._answer(environ, BytesIO(), start_response)

    def _answer(
        self, environ: Environ, body: IO[bytes], start_response: Callable
    ) -> Iterable[bytes]:
        environ["wsgi.input"] = body
        environ["wsgi.url_scheme"] = self._scheme
        return self._workers.submit(self._work, environ, start_response).result()

    def _work(self, environ: Environ, start_response: Callable) -> list[bytes]:
        """Answer whole: a piecemeal answer would hold a thread for a slow reader."""
        answer = self._application(environ, start_response)
        try:
            return list(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()


class Waiting:
    """The senders whose bodies are being read, and since when."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._since: dict[object, float] = {}
        self._lock = Lock()
        self._renewed_at = 0.0

    @contextmanager
    def one_more(self) -> Iterator[bool]:
        """Take a place while the block runs; give False when there is none."""
        me = object()
        now = time.monotonic()
        with self._lock:
            self._renew_when_stuck(now)
            has_place = len(self._since) < self._places
            if has_place:
                self._since[me] = now
        try:
            yield has_place
        finally:
            with self._lock:
                self._since.pop(me, None)

    def _renew_when_stuck(self, now: float) -> None:
        """Ask for a fresh worker when most of the places are lost to silent senders.

        Reading from a sender cannot be interrupted, so the worker is exchanged: its
        server starts another one on SIGHUP, then ends this one.
        """
        lost = sum(now - since > PATIENCE for since in self._since.values())
        if lost > self._places // 2 and now - self._renewed_at > PATIENCE:
            self._renewed_at = now
            os.kill(os.getppid(), signal.SIGHUP)


def _announced_length(environ: Environ) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


def _copy(source: Any, body: IO[bytes], length: int) -> bool:
    """Copy `length` bytes into `body`; return whether all of them came."""
    while length:
        piece = source.read(min(PIECE, length))
        if not piece:
            return False
        body.write(piece)
        length -= len(piece)
    return True
