"""The ASGI door: answers from the store without touching Django, where it can.

A page is kept when its answer names the topics that it shows in `Surrogate-Key`;
`Expires` says when time alone changes it. Whoever renders such a page is given a
request without cookies, credentials or anything else that belongs to one reader.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, MutableMapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from itertools import count
from typing import Any, Final, TypeGuard
from urllib.parse import parse_qsl, quote_from_bytes, unquote_to_bytes, urlencode

from . import metrics
from .following import Follower, Standing
from .ready import Form, Headers, ReadyPage, make
from .store import Store

logger = logging.getLogger(__name__)

Scope = Mapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]

# Path and query.
Key = tuple[str, str]
# Longer, and it is better to render it beside the one who is at it.
MOST_SECONDS_TO_WAIT: Final = 20
# What a request for a page that is everybody's consists of, besides its address.
OF_THE_SERVER: Final = ("type", "asgi", "http_version", "scheme", "server")


class Turn:
    """One rendering of a page, for all who asked for it before it began."""

    __slots__ = ("began", "ended", "page")

    def __init__(self, began: int) -> None:
        self.began = began
        self.ended = asyncio.Event()
        self.page: ReadyPage | None = None


class Door:
    """Answers for pages that are the same for everybody; the rest goes to Django.

    All of it runs in one thread, the event loop's.
    """

    def __init__(
        self,
        application: Application,
        *,
        store: Store[ReadyPage],
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
        self._is_our_host = lru_cache(maxsize=64)(is_our_host)
        self._host = host
        self._names = frozenset(names)
        self._tells_topics = tells_topics
        self._turns: dict[Key, Turn] = {}
        self._moments = count()
        self._answered = self._rendered = 0

    def at_hand(
        self, path: bytes, query: bytes, host: bytes, *, known: bytes, codings: bytes
    ) -> Form | None:
        """Return the answer to a GET of `path`, as it stands in the request.

        None: it has to be asked for as everything else is. `known` and `codings` are
        the headers If-None-Match and Accept-Encoding.
        """
        key = (_decoded(path), self._canonical(query) if query else "")
        page = self._store.get(key)
        if page is None or not self._is_ours(host):
            return None
        standing = self._follower.check()
        # What has changed is gone from the store only now.
        page = self._store.get(key)
        if page and (standing is Standing.CUT_OFF or _is_good(page, standing)):
            self._answered += 1
            return page.form(known=known, codings=codings)
        return None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        form = await self._form(scope) if scope["type"] == "http" else None
        if form is None:
            await self._application(scope, receive, send)
        else:
            await _send(send, form, scope["method"])

    async def _form(self, scope: Scope) -> Form | None:
        """Return the answer for everybody who asks for this; None: there is none."""
        if scope["method"] not in {"GET", "HEAD"}:
            return None
        path, headers = _decoded(scope["raw_path"]), dict(scope["headers"])
        if path == metrics.PATH and metrics.may_ask(scope["client"], headers):
            return self._metrics()
        query = scope["query_string"]
        key = (path, self._canonical(query) if query else "")
        if self._store.get(key) is None and not self._is_public(path):
            return None
        if not self._is_ours(headers.get(b"host", b"")):
            return None
        page = await self._find(key, scope)
        return page.form(
            known=headers.get(b"if-none-match", b""),
            codings=headers.get(b"accept-encoding", b""),
        )

    def keep_at_most(self, limit: int) -> None:
        """Bound the store to `limit` bytes."""
        self._store.limit = limit

    def _metrics(self) -> Form:
        body = metrics.write(
            self._store, answered=self._answered, rendered=self._rendered
        )
        headers = [
            (b"content-type", metrics.CONTENT_TYPE),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
        ]
        return Form(200, headers, body, b"")

    def _is_ours(self, host: bytes) -> bool:
        name = host.decode("latin-1")
        return name == self._host or self._is_our_host(name)

    def _canonical(self, query: bytes) -> str:
        """Return what pages know of `query`, the last of each name, in one order."""
        try:
            pairs = parse_qsl(
                query.decode("latin-1"), keep_blank_values=True, max_num_fields=50
            )
        except ValueError:
            return ""
        given = dict(pairs)
        return urlencode(sorted((n, v) for n, v in given.items() if n in self._names))

    async def _find(self, key: Key, scope: Scope) -> ReadyPage:
        standing = self._follower.check()
        page = self._store.get(key)
        if page and standing is Standing.CUT_OFF:
            return page
        if _is_good(page, standing):
            self._answered += 1
            return page
        fresh = await self._render_once(key, scope, standing)
        # A page of a minute ago is worth more than an apology.
        return page if page and fresh.is_broken else fresh

    async def _render_once(
        self, key: Key, scope: Scope, standing: Standing
    ) -> ReadyPage:
        """Render, unless somebody is at it already: then take what they make.

        Of a rendering that had begun before this request came, only what the store
        took will do: what it did not take may show the old.
        """
        arrived = next(self._moments)
        while turn := self._turns.get(key):
            try:
                await asyncio.wait_for(turn.ended.wait(), MOST_SECONDS_TO_WAIT)
            except TimeoutError:
                return await self._render(key, scope)
            if turn.page and turn.began > arrived:
                return turn.page
            page = self._store.get(key)
            if _is_good(page, standing):
                return page
        turn = self._turns[key] = Turn(next(self._moments))
        try:
            with self._store.filling() as filling:
                turn.page = await self._render(key, scope)
                if standing is Standing.CURRENT:
                    self._store.put(key, turn.page, filling)
            return turn.page
        finally:
            del self._turns[key]
            turn.ended.set()

    async def _render(self, key: Key, scope: Scope) -> ReadyPage:
        self._rendered += 1
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        await self._application(self._bare(key, scope), receive, send)
        start, *rest = messages
        body = b"".join(message.get("body", b"") for message in rest)
        return self._make(key, start["status"], list(start["headers"]), body)

    def _bare(self, key: Key, scope: Scope) -> dict[str, Any]:
        """Return a request for the page that has nothing of who asks for it."""
        path, query = key
        raw_path = path.encode("latin-1")
        return {
            **{name: scope[name] for name in OF_THE_SERVER if name in scope},
            "method": "GET",
            "path": raw_path.decode("utf-8", "replace"),
            "raw_path": quote_from_bytes(raw_path).encode(),
            "query_string": query.encode("latin-1"),
            "headers": [(b"host", self._host.encode())],
            "client": ("127.0.0.1", 0),
        }

    def _make(self, key: Key, status: int, headers: Headers, body: bytes) -> ReadyPage:
        said = dict(headers)
        topics = frozenset(said.get(b"surrogate-key", b"").decode().split())
        mine = {b"set-cookie"}
        if not self._tells_topics:
            mine.add(b"surrogate-key")
        if b"set-cookie" in said:
            logger.error("A page for everybody, %s, would set a cookie.", key[0])
            topics = frozenset()
        return make(
            status,
            [each for each in headers if each[0] not in mine],
            body,
            topics=topics if status == 200 else frozenset(),
            valid_until=_moment(said.get(b"expires")),
        )


def _decoded(path: bytes) -> str:
    """Return `path` as WSGI has it: each byte that it stands for is one character."""
    whole = unquote_to_bytes(path) if b"%" in path else path
    return whole.decode("latin-1")


def _is_good(page: ReadyPage | None, standing: Standing) -> TypeGuard[ReadyPage]:
    return (
        page is not None
        and standing is Standing.CURRENT
        and not page.is_over(time.time())
    )


def _moment(expires: bytes | None) -> float | None:
    return parsedate_to_datetime(expires.decode()).timestamp() if expires else None


async def _send(send: Send, form: Form, method: str) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": form.status,
            "headers": form.headers,
        }
    )
    body = b"" if method == "HEAD" else form.body
    await send({"type": "http.response.body", "body": body})
