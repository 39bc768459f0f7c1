"""What browsers that listen are told, and whom the live stream keeps."""

import asyncio
import re

import pytest

from hiwar.delivery import live
from hiwar.delivery.live import Live
from hiwar.delivery.streams import SECONDS_BETWEEN_BEATS, Streams
from hiwar.kernel import addresses

ORIGIN = "https://paper.example"
PATIENCE = 20


class Browser:
    """A request to the application, and what the server would send to its browser."""

    def __init__(self, app, query="topic=thread:1", *, is_stuck=False, **changes):
        self.sent = []
        self.is_stuck = is_stuck
        self._gone = asyncio.Event()
        self._something = asyncio.Condition()
        headers = changes.pop("headers", {})
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/live/",
            "query_string": query.encode(),
            "client": ("192.0.2.1", 4711),
            "headers": [(name.encode(), v.encode()) for name, v in headers.items()],
            **changes,
        }
        self.task = asyncio.create_task(app(scope, self._receive, self._send))

    async def _receive(self):
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        if self.is_stuck and self.sent:
            await asyncio.Event().wait()
        async with self._something:
            self.sent.append(message)
            self._something.notify_all()

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def headers(self):
        return {name.decode(): v.decode() for name, v in self.sent[0]["headers"]}

    @property
    def text(self):
        return b"".join(m["body"] for m in self.sent[1:]).decode()

    @property
    def heard(self):
        return re.findall("^data: (.*)$", self.text, re.M)

    @property
    def mark(self):
        return re.findall("^id: (.*)$", self.text, re.M)[-1]

    async def until(self, is_so):
        async with asyncio.timeout(PATIENCE), self._something:
            await self._something.wait_for(lambda: self.sent and is_so(self))

    async def hears(self, *topics):
        await self.until(lambda browser: len(browser.heard) >= len(topics))
        assert self.heard == list(topics)

    async def leave(self):
        self._gone.set()
        async with asyncio.timeout(PATIENCE):
            await self.task


def make_app(*, patience=PATIENCE, **options):
    return Live(
        Streams(patience=patience),
        origin=ORIGIN,
        address_of=lambda peer, _forwarded: addresses.network_of(peer),
        **options,
    )


def run_with(**options):
    """Give a test's coroutine a loop and an application of its own."""

    def wrap(journey):
        async def begin(self):
            await journey(self, make_app(**options))

        return lambda self: asyncio.run(begin(self))

    return wrap


run = run_with()


class TestStream:
    @run
    async def test_tells_to_look_who_does_not_say_where_they_stood(self, app):
        browser = Browser(app, "topic=thread:1&topic=article:2")

        await browser.hears("article:2", "thread:1")

        assert browser.status == 200
        assert browser.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert browser.headers["access-control-allow-origin"] == ORIGIN
        assert "access-control-allow-credentials" not in browser.headers
        assert re.match(r"retry: \d{4}\n\n", browser.text)
        await browser.leave()

    @run
    async def test_tells_what_changes_to_those_who_listen_to_it(self, app):
        one, other = Browser(app), Browser(app, "topic=thread:2")
        await one.hears("thread:1")
        await other.hears("thread:2")

        app.streams.tell(["front:en", "thread:1"])
        await one.hears("thread:1", "thread:1")
        app.streams.tell(["thread:2"])
        await other.hears("thread:2", "thread:2")

        assert one.heard == ["thread:1", "thread:1"]
        await one.leave()
        await other.leave()

    @run
    async def test_tells_everybody_when_track_is_lost(self, app):
        browser = Browser(app, "topic=thread:1&topic=article:2")
        await browser.hears("article:2", "thread:1")
        before = browser.mark

        app.streams.tell_all()

        await browser.hears("article:2", "thread:1", "article:2", "thread:1")
        assert browser.mark != before
        await browser.leave()

    @run
    async def test_gives_each_a_sign_of_life_in_every_round(self, app):
        browsers = [Browser(app, f"topic=thread:{n}") for n in range(1, 31)]
        for browser in browsers:
            await browser.until(lambda browser: browser.heard)

        for _ in range(SECONDS_BETWEEN_BEATS):
            app.streams.beat()

        for browser in browsers:
            await browser.until(lambda browser: browser.text.endswith("\n\n:\n\n"))
            await browser.leave()

    @run
    async def test_ends_when_the_process_does(self, app):
        browser = Browser(app)
        await browser.hears("thread:1")

        app.streams.end()

        await browser.until(lambda browser: not browser.sent[-1].get("more_body", True))
        await browser.leave()

    @run
    async def test_leaves_nothing_behind(self, app):
        browser = Browser(app)
        await browser.hears("thread:1")
        assert len(app.streams) == app.streams.count_of("192.0.2.1") == 1

        await browser.leave()
        app.streams.tell(["thread:1"])

        assert len(app.streams) == app.streams.count_of("192.0.2.1") == 0
        assert browser.heard == ["thread:1"]


class TestComingBack:
    async def come_back(self, app, mark, *, by="header"):
        """Return what is told at once to who comes with `mark`."""
        if by == "header":
            browser = Browser(app, headers={"last-event-id": mark})
        else:
            browser = Browser(app, f"topic=thread:1&since={mark}")
        # Whatever there is to tell comes before, or there is only a sign of life.
        await browser.until(lambda browser: len(browser.sent) == 3)
        heard = browser.heard
        await browser.leave()
        return heard

    async def visit(self, app):
        browser = Browser(app)
        await browser.hears("thread:1")
        await browser.leave()
        return browser.mark

    @run
    async def test_hears_nothing_when_nothing_has_changed(self, app):
        mark = await self.visit(app)
        app.streams.tell(["thread:2"])

        assert await self.come_back(app, mark) == []
        assert await self.come_back(app, mark, by="query") == []

    @run
    async def test_hears_what_has_changed_meanwhile(self, app):
        mark = await self.visit(app)
        app.streams.tell(["thread:1"])
        app.streams.tell(["thread:2"])

        assert await self.come_back(app, mark) == ["thread:1"]
        assert await self.come_back(app, mark, by="query") == ["thread:1"]

    @run
    async def test_is_told_to_look_after_track_was_lost(self, app):
        mark = await self.visit(app)
        app.streams.tell_all()

        assert await self.come_back(app, mark) == ["thread:1"]

    @run
    async def test_is_told_to_look_by_another_process(self, app):
        mark = await self.visit(app)
        other = make_app()

        assert await self.come_back(other, mark) == ["thread:1"]

    @run
    async def test_is_told_to_look_when_too_much_has_changed_to_know(self, app):
        mark = await self.visit(app)
        app.streams.tell(["thread:1"])
        for number in range(20_001):
            app.streams.tell([f"thread:{number + 2}"])

        assert await self.come_back(app, mark) == ["thread:1"]

    @run
    async def test_is_told_to_look_when_the_mark_is_none(self, app):
        mark = await self.visit(app)
        life = mark.partition("-")[0]

        for odd in ("", "-", "17", "42-0", f"{life}-", f"{life}-x", f"{life}-²", "é"):
            assert await self.come_back(app, odd) == ["thread:1"]


class TestSlowBrowser:
    @run_with(patience=0.05)
    async def test_is_dropped_and_not_waited_for(self, app):
        quick, slow = Browser(app), Browser(app)
        await quick.hears("thread:1")
        await slow.hears("thread:1")
        slow.is_stuck = True

        app.streams.tell(["thread:1"])

        await quick.hears("thread:1", "thread:1")
        async with asyncio.timeout(PATIENCE):
            await slow.task
        assert len(app.streams) == 1
        await quick.leave()

    @run
    async def test_is_told_once_what_has_changed_often(self, app):
        browser = Browser(app)
        await browser.hears("thread:1")

        for _ in range(1000):
            app.streams.tell(["thread:1"])

        await browser.hears("thread:1", "thread:1")
        await browser.leave()


class TestRefusal:
    @pytest.mark.parametrize(
        ("status", "query", "changes"),
        [
            (404, "topic=thread:1", {"path": "/"}),
            (405, "topic=thread:1", {"method": "POST"}),
            (400, "", {}),
            (400, "topic=front:en", {}),
            (400, "topic=thread:0", {}),
            (400, "topic=thread:1%0a", {}),
            (400, "topic=thread:1&topic=paper", {}),
            (400, "&".join(f"topic=thread:{n}" for n in range(1, 6)), {}),
            (400, "&".join(["topic=thread:1"] * 30), {}),
            (403, "topic=thread:1", {"headers": {"origin": "https://evil.example"}}),
        ],
    )
    def test_is_said_of_what_is_not_told(self, status, query, changes):
        @run
        async def ask(_self, app):
            browser = Browser(app, query, **changes)
            async with asyncio.timeout(PATIENCE):
                await browser.task
            assert browser.status == status
            assert not browser.sent[-1]["more_body"]

        ask(self)

    @run
    async def test_is_none_to_a_script_that_asks_before_it_listens(self, app):
        browser = Browser(app, method="OPTIONS", headers={"origin": ORIGIN})
        async with asyncio.timeout(PATIENCE):
            await browser.task

        assert browser.status == 204
        assert browser.headers["access-control-allow-origin"] == ORIGIN
        assert browser.headers["access-control-allow-headers"] == "*"

    @run
    async def test_is_said_when_an_address_has_enough(self, app):
        most = live.MOST_STREAMS_OF_AN_ADDRESS
        browsers = [Browser(app) for _ in range(most)]
        for browser in browsers:
            await browser.hears("thread:1")

        refused = Browser(app)
        await refused.until(lambda browser: len(browser.sent) == 2)
        elsewhere = Browser(app, client=("192.0.2.2", 1))
        await elsewhere.hears("thread:1")

        assert refused.status == 429
        assert refused.headers["retry-after"] == "60"
        for browser in [*browsers, elsewhere]:
            await browser.leave()

    @run_with(most=1)
    async def test_is_said_when_there_is_no_room(self, app):
        browser = Browser(app)
        await browser.hears("thread:1")

        refused = Browser(app, client=("192.0.2.2", 1))
        await refused.until(lambda browser: len(browser.sent) == 2)

        assert refused.status == 503
        assert refused.headers["retry-after"] == "60"
        await browser.leave()
