"""Who gets an answer from where: the store, Django, or somebody else's rendering."""

import asyncio
import gzip
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hiwar.delivery.door import Door
from hiwar.delivery.following import Standing
from hiwar.delivery.store import Store

from .visits import Request, Visit

PUBLIC = ("/en/", "/ar/")


class Site:
    """An application whose answers tell what was asked of it."""

    def __init__(self):
        self.asked = []
        self.status = 200
        self.headers = []
        # Awaited before each answer, when a test sets it.
        self.before_answer = None

    async def __call__(self, scope, receive, send):
        self.asked.append(scope)
        number = len(self.asked)
        if self.before_answer:
            await self.before_answer()
        text = f"{scope['path']}?{scope['query_string'].decode()} {number}"
        given = [
            (b"content-type", b"text/plain"),
            (b"surrogate-key", b"paper thread:1"),
        ]
        start = {"status": self.status, "headers": self.headers or given}
        await send({"type": "http.response.start", **start})
        await send({"type": "http.response.body", "body": (text + " " * 300).encode()})


def headers_of(asked):
    return {name.decode(): value.decode() for name, value in asked["headers"]}


class Line:
    """A follower that has been told where things stand."""

    def __init__(self):
        self.standing = Standing.CURRENT
        self.number_of_checks = 0

    def check(self):
        self.number_of_checks += 1
        return self.standing


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def store():
    return Store(10_000_000)


@pytest.fixture
def door(site, store, line):
    return Door(
        site,
        store=store,
        follower=line,
        is_public=lambda path: path.startswith(PUBLIC),
        is_our_host=lambda host: host == "www.paper.example",
        host="paper.example",
        names=("page", "order"),
    )


class TestAKeptPage:
    def test_is_rendered_once(self, door, site):
        answers = [Visit(door).text for _ in range(3)]

        assert answers == ["/en/? 1"] * 3
        assert len(site.asked) == 1

    def test_is_rendered_anew_once_it_has_changed(self, door, store):
        Visit(door)
        store.drop(["thread:1"])

        assert Visit(door).text == "/en/? 2"

    def test_is_not_sent_again_to_who_has_it(self, door):
        tag = Visit(door).headers["etag"]

        for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
            again = Visit(door, if_none_match=known)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["etag"] == tag
        assert Visit(door, if_none_match='"x"').status == 200

    def test_is_packed_as_the_browser_wants_it(self, door):
        packed = Visit(door, accept_encoding="gzip")

        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body).startswith(b"/en/?")

    def test_has_no_body_when_only_its_head_is_wanted(self, door):
        whole, head = Visit(door), Visit(door, method="HEAD")

        assert head.body == b""
        assert head.headers == whole.headers

    def test_is_whole_when_a_part_is_asked_for(self, door):
        assert Visit(door, range="bytes=0-3").status == 200

    def test_keeps_its_topics_to_itself(self, door):
        assert "surrogate-key" not in Visit(door).headers

    def test_is_over_when_its_time_has_come(self, door, site):
        soon = datetime.now(UTC) + timedelta(seconds=2)
        site.headers = [
            (b"surrogate-key", b"paper"),
            (b"expires", format_datetime(soon, usegmt=True).encode()),
        ]
        Visit(door)
        Visit(door)
        assert len(site.asked) == 1

        while time.time() < soon.timestamp():
            pass

        assert Visit(door).text == "/en/? 2"


class TestWhatIsNotEverybodys:
    def test_goes_to_django_as_it_came(self, door, site):
        Visit(door, "/me/", "next=/", cookie="sessionid=1")
        Visit(door, "/me/", cookie="sessionid=2")

        assert [headers_of(each)["cookie"] for each in site.asked] == [
            "sessionid=1",
            "sessionid=2",
        ]

    def test_is_every_post(self, door, site):
        Visit(door)
        Visit(door, method="POST", cookie="sessionid=1")

        assert site.asked[-1]["method"] == "POST"

    def test_is_whatever_comes_for_another_host(self, door, site):
        Visit(door)
        Visit(door, host="www.paper.example")
        assert len(site.asked) == 1

        Visit(door, host="evil.example")

        assert headers_of(site.asked[-1])["host"] == "evil.example"


class TestARenderingForEverybody:
    def test_knows_nothing_of_who_asked(self, door, site):
        Visit(
            door,
            "/en/",
            cookie="sessionid=1",
            authorization="Basic x",
            accept_language="ar",
            x_forwarded_for="203.0.113.7",
            host="www.paper.example",
            client="203.0.113.7",
        )

        (asked,) = site.asked
        assert headers_of(asked) == {"host": "paper.example"}
        assert "203.0.113.7" not in str(asked)

    def test_knows_only_the_parameters_of_pages(self, door, site):
        for query in ("page=2&utm_source=x", "a=b&page=1&page=2", "fbclid=3&page=2"):
            Visit(door, query=query)

        assert [each["query_string"] for each in site.asked] == [b"page=2"]

    @pytest.mark.parametrize("query", ["%zz", "&" * 5000, "%00=1", "page=%00", "=;="])
    def test_bears_any_query(self, door, query):
        assert Visit(door, query=query).status == 200

    def test_is_not_kept_when_it_sets_a_cookie(self, door, site, store):
        site.headers = [(b"surrogate-key", b"paper"), (b"set-cookie", b"sessionid=1")]

        answer = Visit(door)

        assert "set-cookie" not in answer.headers
        assert len(store) == 0

    @pytest.mark.parametrize("status", [404, 301, 500])
    def test_is_not_kept_when_there_is_no_page(self, door, site, store, status):
        site.status = status

        assert Visit(door).status == status
        assert len(store) == 0


class TestACrowd:
    def test_is_served_by_one_rendering(self, door, site, line):
        async def wait_for_all():
            while line.number_of_checks < 200:
                await asyncio.sleep(0)

        site.before_answer = wait_for_all

        async def come():
            asked = (Request().ask(door) for _ in range(200))
            return await asyncio.gather(*asked)

        answers = asyncio.run(come())

        assert {each.text for each in answers} == {"/en/? 1"}
        assert len(site.asked) == 1

    def test_that_comes_after_a_change_is_not_given_what_began_before(
        self, door, site, store
    ):
        async def come():
            begun, changed = asyncio.Event(), asyncio.Event()

            async def wait_once():
                if not begun.is_set():
                    begun.set()
                    await changed.wait()

            site.before_answer = wait_once
            first = asyncio.ensure_future(Request().ask(door))
            await begun.wait()
            store.drop(["thread:1"])
            later = [asyncio.ensure_future(Request().ask(door)) for _ in range(10)]
            await asyncio.sleep(0)
            changed.set()
            return await first, await asyncio.gather(*later)

        first, later = asyncio.run(come())

        assert first.text == "/en/? 1"
        assert {each.text for each in later} == {"/en/? 2"}

    def test_gets_an_answer_when_the_rendering_fails(self, door, site):
        async def fail():
            raise RuntimeError

        site.before_answer = fail
        with pytest.raises(RuntimeError):
            Visit(door)
        site.before_answer = None

        assert Visit(door).status == 200

    def test_is_not_held_up_for_ever_by_a_rendering(self, door, site, monkeypatch):
        monkeypatch.setattr("hiwar.delivery.door.MOST_SECONDS_TO_WAIT", 0.01)

        async def come():
            never = asyncio.Event()

            async def hang_once():
                if len(site.asked) == 1:
                    await never.wait()

            site.before_answer = hang_once
            first = asyncio.ensure_future(Request().ask(door))
            await asyncio.sleep(0)
            second = await Request().ask(door)
            first.cancel()
            return second

        assert asyncio.run(come()).text == "/en/? 2"


def ask(door, path=b"/en/", query=b"", host=b"paper.example", **more):
    given = {"known": b"", "codings": b"", **more}
    return door.at_hand(path, query, host, **given)


class TestAtHand:
    def test_is_what_is_kept(self, door):
        whole = Visit(door, "/en/", "page=2")

        form = ask(door, query=b"utm_source=x&page=2", codings=b"gzip")

        assert gzip.decompress(form.body).decode().strip() == whole.text
        known = whole.headers["etag"].encode()
        assert ask(door, query=b"page=2", known=known).status == 304

    def test_is_nothing_that_has_to_be_made(self, door, store, line):
        assert ask(door) is None
        Visit(door)
        assert ask(door, path=b"/me/") is None
        assert ask(door, host=b"evil.example") is None
        store.drop(["thread:1"])
        assert ask(door) is None

    def test_is_nothing_in_doubt_but_all_there_is_without_a_database(self, door, line):
        Visit(door)
        line.standing = Standing.UNSURE
        assert ask(door) is None

        line.standing = Standing.CUT_OFF
        assert ask(door).status == 200

    def test_has_what_changed_meanwhile_taken_away_first(self, door, store, line):
        Visit(door)
        line.check = lambda: store.drop(["thread:1"]) or Standing.CURRENT

        assert ask(door) is None

    def test_knows_addresses_in_any_writing(self, door):
        Visit(door, "/ar/مدينة/")

        spelled = b"/ar/%d9%85%D8%AF%D9%8A%D9%86%D8%A9/"

        assert ask(door, path=spelled).status == 200


class TestWithoutTheDatabase:
    def test_what_is_kept_goes_on_being_served(self, door, site, line):
        Visit(door)
        line.standing = Standing.CUT_OFF

        assert Visit(door).text == "/en/? 1"
        assert len(site.asked) == 1

    def test_in_doubt_django_is_asked_and_nothing_kept(self, door, line, store):
        Visit(door)
        line.standing = Standing.UNSURE

        assert Visit(door).text == "/en/? 2"
        assert Visit(door).text == "/en/? 3"
        assert store.get(("/en/", "")).forms["identity"].body.startswith(b"/en/? 1")

    def test_the_old_page_is_better_than_an_apology(self, door, site, line):
        Visit(door)
        line.standing = Standing.UNSURE
        site.status = 503

        answer = Visit(door)

        assert (answer.status, answer.text) == (200, "/en/? 1")


class TestMetrics:
    def test_tell_what_was_kept_and_what_was_made(self, door):
        for _ in range(3):
            Visit(door)

        said = Visit(door, "/metrics").text

        figures = dict(re.findall(r"^hiwar_ready_(\w+){.*} (\d+)$", said, re.M))
        assert figures["pages"] == "1"
        assert figures["rendered_total"] == "1"
        assert figures["answered_total"] == "2"
        assert int(figures["bytes"]) <= int(figures["limit_bytes"]) == 10_000_000

    @pytest.mark.parametrize(
        "asker", [{"client": "203.0.113.7"}, {"x_forwarded_for": "203.0.113.7"}]
    )
    def test_are_for_this_machine_alone(self, door, site, asker):
        Visit(door, "/metrics", **asker)

        assert site.asked[-1]["path"] == "/metrics"
