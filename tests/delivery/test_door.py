"""Who gets an answer from where: the store, Django, or somebody else's rendering."""

import gzip
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hiwar.delivery.door import Door
from hiwar.delivery.following import Standing
from hiwar.delivery.store import Store

from .visits import Visit

PUBLIC = ("/en/", "/ar/")


class Site:
    """An application whose answers tell what was asked of it."""

    def __init__(self):
        self.asked = []
        self.status = "200 OK"
        self.headers = []
        self.before_answer = lambda: None

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        self.before_answer()
        text = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {len(self.asked)}"
        given = [("Content-Type", "text/plain"), ("Surrogate-Key", "paper thread:1")]
        start_response(self.status, self.headers or given)
        return [(text + " " * 300).encode()]


class Line:
    """A follower that has been told where things stand."""

    def __init__(self):
        self.standing = Standing.CURRENT
        self.asked = threading.Semaphore(0)

    def check(self):
        self.asked.release()
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
        tag = Visit(door).headers["ETag"]

        for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', "*"):
            again = Visit(door, HTTP_IF_NONE_MATCH=known)
            assert (again.status, again.body) == ("304 Not Modified", b"")
            assert again.headers["ETag"] == tag
        assert Visit(door, HTTP_IF_NONE_MATCH='"x"').status == "200 OK"

    def test_is_packed_as_the_browser_wants_it(self, door):
        packed = Visit(door, HTTP_ACCEPT_ENCODING="gzip")

        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body).startswith(b"/en/?")

    def test_has_no_body_when_only_its_head_is_wanted(self, door):
        whole, head = Visit(door), Visit(door, method="HEAD")

        assert head.body == b""
        assert head.headers == whole.headers

    def test_is_whole_when_a_part_is_asked_for(self, door):
        assert Visit(door, HTTP_RANGE="bytes=0-3").status == "200 OK"

    def test_keeps_its_topics_to_itself(self, door):
        assert "Surrogate-Key" not in Visit(door).headers

    def test_is_over_when_its_time_has_come(self, door, site):
        soon = datetime.now(UTC) + timedelta(seconds=2)
        site.headers = [
            ("Surrogate-Key", "paper"),
            ("Expires", format_datetime(soon, usegmt=True)),
        ]
        Visit(door)
        Visit(door)
        assert len(site.asked) == 1

        while time.time() < soon.timestamp():
            pass

        assert Visit(door).text == "/en/? 2"


class TestWhatIsNotEverybodys:
    def test_goes_to_django_as_it_came(self, door, site):
        Visit(door, "/me/", "next=/", HTTP_COOKIE="sessionid=1")
        Visit(door, "/me/", HTTP_COOKIE="sessionid=2")

        assert [each.get("HTTP_COOKIE") for each in site.asked] == [
            "sessionid=1",
            "sessionid=2",
        ]

    def test_is_every_post(self, door, site):
        Visit(door)
        Visit(door, method="POST", HTTP_COOKIE="sessionid=1")

        assert site.asked[-1]["REQUEST_METHOD"] == "POST"

    def test_is_whatever_comes_for_another_host(self, door, site):
        Visit(door)
        Visit(door, HTTP_HOST="www.paper.example")
        assert len(site.asked) == 1

        Visit(door, HTTP_HOST="evil.example")

        assert site.asked[-1]["HTTP_HOST"] == "evil.example"


class TestARenderingForEverybody:
    def test_knows_nothing_of_who_asked(self, door, site):
        Visit(
            door,
            "/en/",
            HTTP_COOKIE="sessionid=1",
            HTTP_AUTHORIZATION="Basic x",
            HTTP_ACCEPT_LANGUAGE="ar",
            HTTP_X_FORWARDED_FOR="203.0.113.7",
            HTTP_HOST="www.paper.example",
            REMOTE_ADDR="203.0.113.7",
            REMOTE_USER="x",
        )

        (asked,) = site.asked
        assert asked["HTTP_HOST"] == "paper.example"
        assert {name for name in asked if name.startswith("HTTP_")} == {"HTTP_HOST"}
        assert "203.0.113.7" not in map(str, asked.values())
        assert "REMOTE_USER" not in asked

    def test_knows_only_the_parameters_of_pages(self, door, site):
        for query in ("page=2&utm_source=x", "a=b&page=1&page=2", "fbclid=3&page=2"):
            Visit(door, query=query)

        assert [each["QUERY_STRING"] for each in site.asked] == ["page=2"]

    @pytest.mark.parametrize("query", ["%zz", "&" * 5000, "%00=1", "page=%00", "=;="])
    def test_bears_any_query(self, door, query):
        assert Visit(door, query=query).status == "200 OK"

    def test_is_not_kept_when_it_sets_a_cookie(self, door, site, store):
        site.headers = [("Surrogate-Key", "paper"), ("Set-Cookie", "sessionid=1")]

        answer = Visit(door)

        assert "Set-Cookie" not in answer.headers
        assert len(store) == 0

    @pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Oh"])
    def test_is_not_kept_when_there_is_no_page(self, door, site, store, status):
        site.status = status

        assert Visit(door).status == status
        assert len(store) == 0


class TestACrowd:
    def test_is_served_by_one_rendering(self, door, site, line):
        def wait_for_all():
            for _ in range(200):
                assert line.asked.acquire(timeout=10)

        site.before_answer = wait_for_all

        with ThreadPoolExecutor(200) as crowd:
            answers = list(crowd.map(lambda _: Visit(door).text, range(200)))

        assert set(answers) == {"/en/? 1"}
        assert len(site.asked) == 1

    def test_that_comes_after_a_change_is_not_given_what_began_before(
        self, door, site, store
    ):
        begun, changed = threading.Event(), threading.Event()

        def wait_once():
            if not begun.is_set():
                begun.set()
                changed.wait(10)

        site.before_answer = wait_once
        with ThreadPoolExecutor(20) as crowd:
            first = crowd.submit(Visit, door)
            begun.wait(10)
            store.drop(["thread:1"])
            later = [crowd.submit(Visit, door) for _ in range(10)]
            changed.set()
            answers = {each.result().text for each in later}

        assert first.result().text == "/en/? 1"
        assert answers == {"/en/? 2"}

    def test_gets_an_answer_when_the_rendering_fails(self, door, site):
        failed = threading.Event()

        def fail_once():
            if not failed.is_set():
                failed.set()
                raise RuntimeError

        site.before_answer = fail_once
        with pytest.raises(RuntimeError):
            Visit(door)

        assert Visit(door).status == "200 OK"


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
        assert store.get(("/en/", "")).forms["identity"][1].startswith(b"/en/? 1")

    def test_the_old_page_is_better_than_an_apology(self, door, site, line):
        Visit(door)
        line.standing = Standing.UNSURE
        site.status = "503 Service Unavailable"

        answer = Visit(door)

        assert (answer.status, answer.text) == ("200 OK", "/en/? 1")


class TestMetrics:
    def test_tell_what_was_kept_and_what_was_made(self, door):
        for _ in range(3):
            Visit(door)

        said = Visit(door, "/metrics", REMOTE_ADDR="127.0.0.1").text

        figures = dict(re.findall(r"^hiwar_ready_(\w+){.*} (\d+)$", said, re.M))
        assert figures["pages"] == "1"
        assert figures["rendered_total"] == "1"
        assert figures["answered_total"] == "2"
        assert int(figures["bytes"]) <= int(figures["limit_bytes"]) == 10_000_000

    @pytest.mark.parametrize(
        "asker",
        [
            {"REMOTE_ADDR": "203.0.113.7"},
            {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
            {},
        ],
    )
    def test_are_for_this_machine_alone(self, door, site, asker):
        Visit(door, "/metrics", **asker)

        assert site.asked[-1]["PATH_INFO"] == "/metrics"
