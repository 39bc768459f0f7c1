"""The WSGI door: answers from the store without touching Django, where it can.

A page is kept when its answer names the topics that it shows in `Surrogate-Key`;
`Expires` says when time alone changes it. Whoever renders such a page is given a
request without cookies, credentials or anything else that belongs to one reader.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable
from email.utils import parsedate_to_datetime
from itertools import count
from threading import Event, Lock
from typing import Any, Final, TypeGuard
from urllib.parse import parse_qsl, urlencode

from . import metrics
from .following import Follower, Standing
from .ready import Headers, ReadyPage, accepted, make
from .store import Key, Store

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable], Iterable[bytes]]

# Longer, and it is better to render it beside the one who is at it.
MOST_SECONDS_TO_WAIT: Final = 20
# What a request for a page that is everybody's consists of, besides its address.
OF_THE_SERVER: Final = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL")


class Turn:
    """One rendering of a page, for all who asked for it before it began."""

    __slots__ = ("began", "ended", "page")

    def __init__(self, began: int) -> None:
        self.began = began
        self.ended = Event()
        self.page: ReadyPage | None = None


class Door:
    """Answers for pages that are the same for everybody; the rest goes to Django."""

    def __init__(
        self,
        application: Application,
        *,
        store: Store,
        follower: Follower,
        is_public: Callable[[str], bool],
        is_our_host: Callable[[str], bool],
        host: str,
        names: Collection[str],
        tells_topics: bool = False,
    ) -> None:
        """Stand in front of `application`.

        `is_public` says of a path whether everybody gets the same there. `names` are
        the parameters that such pages know; no other reaches them. `host` is the one
        that they are rendered for. `tells_topics` leaves `Surrogate-Key` in answers,
        for a cache in front.
        """
        self._application = application
        self._store = store
        self._follower = follower
        self._is_public = is_public
        self._is_our_host = is_our_host
        self._host = host
        self._names = frozenset(names)
        self._tells_topics = tells_topics
        self._turns: dict[Key, Turn] = {}
        self._lock = Lock()
        self._moments = count()
        # Counted without a lock: one in a million may be missed.
        self._answered = self._rendered = 0

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        if path == metrics.PATH and metrics.may_ask(environ):
            return self._say_metrics(start_response)
        key = (path, self._canonical(query) if query else "")
        if self._store.get(key) is None and not self._is_public(path):
            return self._application(environ, start_response)
        host = environ.get("HTTP_HOST", "")
        if host != self._host and not self._is_our_host(host):
            return self._application(environ, start_response)
        return _answer(self._find(key, environ), environ, start_response)

    def _say_metrics(self, start_response: Callable) -> Iterable[bytes]:
        body = metrics.write(
            self._store, answered=self._answered, rendered=self._rendered
        )
        headers = [
            ("Content-Type", metrics.CONTENT_TYPE),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response("200 OK", headers)
        return (body,)

    def keep_at_most(self, limit: int) -> None:
        """Bound the store to `limit` bytes."""
        self._store.limit = limit

    def _canonical(self, query: str) -> str:
        """Return what pages know of `query`, the last of each name, in one order."""
        try:
            given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=50))
        except ValueError:
            return ""
        return urlencode(sorted((n, v) for n, v in given.items() if n in self._names))

    def _find(self, key: Key, environ: Environ) -> ReadyPage:
        standing = self._follower.check()
        page = self._store.get(key)
        if page and standing is Standing.CUT_OFF:
            return page
        if _is_good(page, standing):
            self._answered += 1
            return page
        fresh = self._render_once(key, environ, standing)
        # A page of a minute ago is worth more than an apology.
        return page if page and fresh.is_broken else fresh

    def _render_once(self, key: Key, environ: Environ, standing: Standing) -> ReadyPage:
        """Render, unless somebody is at it already: then take what they make.

        Of a rendering that had begun before this request came, only what the store
        took will do: what it did not take may show the old.
        """
        arrived = next(self._moments)
        while True:
            with self._lock:
                turn = self._turns.get(key)
                if is_mine := turn is None:
                    turn = self._turns[key] = Turn(next(self._moments))
            if is_mine:
                return self._take(turn, key, environ, standing)
            if not turn.ended.wait(MOST_SECONDS_TO_WAIT):
                return self._render(key, environ)
            if turn.page and turn.began > arrived:
                return turn.page
            page = self._store.get(key)
            if _is_good(page, standing):
                return page

    def _take(
        self, turn: Turn, key: Key, environ: Environ, standing: Standing
    ) -> ReadyPage:
        try:
            with self._store.filling() as filling:
                turn.page = self._render(key, environ)
                if standing is Standing.CURRENT:
                    self._store.put(key, turn.page, filling)
            return turn.page
        finally:
            with self._lock:
                del self._turns[key]
            turn.ended.set()

    def _render(self, key: Key, environ: Environ) -> ReadyPage:
        self._rendered += 1
        told: list[tuple[str, Headers]] = []

        def start_response(
            status: str, headers: Headers, _exc_info: object = None
        ) -> None:
            told.append((status, headers))

        body = b"".join(self._application(self._bare(key, environ), start_response))
        status, headers = told[-1]
        return self._make(key, status, headers, body)

    def _bare(self, key: Key, environ: Environ) -> Environ:
        """Return a request for the page that has nothing of who asks for it."""
        server = {
            name: value
            for name, value in environ.items()
            if name in OF_THE_SERVER or name.startswith("wsgi.")
        }
        path, query = key
        return {
            **server,
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": self._host,
            "REMOTE_ADDR": "127.0.0.1",
        }

    def _make(self, key: Key, status: str, headers: Headers, body: bytes) -> ReadyPage:
        said = {name.lower(): value for name, value in headers}
        topics = frozenset(said.get("surrogate-key", "").split())
        mine = {"set-cookie"} if self._tells_topics else {"set-cookie", "surrogate-key"}
        if "set-cookie" in said:
            logger.error("A page for everybody, %s, would set a cookie.", key[0])
            topics = frozenset()
        return make(
            status,
            [(name, value) for name, value in headers if name.lower() not in mine],
            body,
            topics=topics if status.startswith("200") else frozenset(),
            valid_until=_moment(said.get("expires")),
        )


def _is_good(page: ReadyPage | None, standing: Standing) -> TypeGuard[ReadyPage]:
    return (
        page is not None
        and standing is Standing.CURRENT
        and not page.is_over(time.time())
    )


def _moment(expires: str | None) -> float | None:
    return parsedate_to_datetime(expires).timestamp() if expires else None


def _answer(
    page: ReadyPage, environ: Environ, start_response: Callable
) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and page.etag and (page.etag in known or known.strip() == "*"):
        start_response("304 Not Modified", page.not_modified)
        return ()
    for coding in accepted(environ.get("HTTP_ACCEPT_ENCODING", "")):
        if coding in page.forms:
            headers, body = page.forms[coding]
            break
    start_response(page.status, headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)
