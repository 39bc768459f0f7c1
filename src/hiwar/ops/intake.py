"""ASGI in front, WSGI behind: a request's body is whole before Django sees it.

The server hands a request over as soon as its head is there. Whoever waits for the
rest here waits without a thread; Django works in a few threads, each with its own
connection to the database, and answers whole, so that no slow reader holds one.

A body that is not taken never gets to Django: it gets the request without it, and a
word in the environment that says why (`config.middleware.bodies` makes the answer).
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# In the environment when a body was not taken, with one of the reasons.
REFUSED = "hiwar.body_refused"
TOO_LARGE = "too_large"
WITHOUT_LENGTH = "without_length"
INCOMPLETE = "incomplete"
BUSY = "busy"

# They cost no thread, but memory and room on the disk.
BODIES_AT_A_TIME = 100
WORKING_THREADS = 3
# A sender who takes longer than this has most likely gone away without a word.
SECONDS_FOR_A_BODY = 120
KEPT_IN_MEMORY = 256 * 1024
# A browser shows our answer only when it could send all that it had to. So what is too
# large is read and thrown away, up to here and not for long.
MOST_THROWN_AWAY = 32 * 1024 * 1024
SECONDS_TO_THROW_AWAY = 60
WITHOUT_A_BODY = {"GET", "HEAD", "OPTIONS", "TRACE"}
# What ASGI and WSGI call by other names.
RENAMED = {"HTTP_CONTENT_LENGTH": "CONTENT_LENGTH", "HTTP_CONTENT_TYPE": "CONTENT_TYPE"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Intake:
    """Read each body of up to `limit` bytes, then let `application` answer."""

    def __init__(self, application: Application, *, limit: int, scheme: str) -> None:
        """Readers come by `scheme`, whatever a proxy in front speaks with us."""
        self._application = application
        self._limit = limit
        self._scheme = scheme
        self._workers = ThreadPoolExecutor(WORKING_THREADS, "django")
        self._number_of_bodies = 0

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError(scope["type"])
        with SpooledTemporaryFile(KEPT_IN_MEMORY) as body:
            environ = make_environ(scope, scheme=self._scheme)
            if refused := await self._take(environ, receive, body):
                environ[REFUSED] = refused
                environ["CONTENT_LENGTH"] = ""
            body.seek(0)
            environ["wsgi.input"] = BytesIO() if refused else body
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._workers, self._work, environ)
        await send(
            {
                "type": "http.response.start",
                "status": answer.status,
                "headers": answer.headers,
            }
        )
        await send({"type": "http.response.body", "body": answer.body})

    async def _take(self, environ: Environ, receive: Receive, body: IO[bytes]) -> str:
        """Read the body into `body`; return why not, or nothing."""
        length = _announced_length(environ)
        if environ["REQUEST_METHOD"] in WITHOUT_A_BODY:
            return ""
        # Such a body ends without a word when its sender dies, as if it were whole.
        if "HTTP_TRANSFER_ENCODING" in environ:
            return WITHOUT_LENGTH
        if length > self._limit:
            await self._throw_away(environ, receive, length)
            return TOO_LARGE
        return await self._read(receive, body, length) if length else ""

    async def _read(self, receive: Receive, body: IO[bytes], length: int) -> str:
        with self._a_place() as has_place:
            if not has_place:
                return BUSY
            try:
                async with asyncio.timeout(SECONDS_FOR_A_BODY):
                    return "" if await _copy(receive, body, length) else INCOMPLETE
            except TimeoutError:
                return INCOMPLETE

    async def _throw_away(
        self, environ: Environ, receive: Receive, length: int
    ) -> None:
        """Read what will be refused, in a place like any other body's, if there is one.

        Whoever asks before sending it (`Expect`) hears the answer without.
        """
        if length > MOST_THROWN_AWAY or "HTTP_EXPECT" in environ:
            return
        until = time.monotonic() + SECONDS_TO_THROW_AWAY
        with self._a_place() as has_place:
            while has_place and length and (left := until - time.monotonic()) > 0:
                try:
                    message = await asyncio.wait_for(receive(), left)
                except TimeoutError:
                    return
                length -= len(message.get("body", b""))
                if not message.get("more_body"):
                    return

    @contextmanager
    def _a_place(self) -> Iterator[bool]:
        """Take a place while the block runs; give False when there is none."""
        has_place = self._number_of_bodies < BODIES_AT_A_TIME
        self._number_of_bodies += has_place
        try:
            yield has_place
        finally:
            self._number_of_bodies -= has_place

    def _work(self, environ: Environ) -> Answer:
        return call(self._application, environ)


def call(application: Application, environ: Environ) -> Answer:
    """Return all of what a WSGI application answers."""
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], _exc_info: object = None
    ) -> None:
        told.append((status, headers))

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    status, headers = told[-1]
    return Answer(
        HTTPStatus(int(status.split(" ", 1)[0])).value,
        [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers],
        body,
    )


def make_environ(scope: Any, *, scheme: str) -> Environ:
    """Return what WSGI (PEP 3333) has for a request of ASGI's, but for the body.

    A name with an underscore is left out: it would be taken for one with a hyphen, and
    a proxy that sets or removes the one does not know of the other.
    """
    host, port = scope.get("server") or ("localhost", None)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 80),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or [""])[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" in name:
            continue
        words = name.decode("latin-1").upper().replace("-", "_")
        called = RENAMED.get(f"HTTP_{words}", f"HTTP_{words}")
        text = value.decode("latin-1")
        if called in environ:
            glue = "; " if called == "HTTP_COOKIE" else ","
            text = environ[called] + glue + text
        environ[called] = text
    return environ


def _announced_length(environ: Environ) -> int:
    try:
        return max(0, int(environ.get("CONTENT_LENGTH") or 0))
    except ValueError:
        return 0


async def _copy(receive: Receive, body: IO[bytes], length: int) -> bool:
    """Copy `length` bytes into `body`; return whether all of them came."""
    while length > 0:
        message = await receive()
        if message["type"] != "http.request":
            return False
        piece = message.get("body", b"")
        body.write(piece)
        length -= len(piece)
        if not message.get("more_body"):
            break
    return length == 0
