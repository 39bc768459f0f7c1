"""The door of bodies: what of a request comes through to Django."""

import asyncio

import pytest

from hiwar.ops.intake import (
    BUSY,
    INCOMPLETE,
    REFUSED,
    TOO_LARGE,
    WITHOUT_LENGTH,
    Intake,
)
from tests.delivery.visits import Request

LIMIT = 1000


class Site:
    """An application that keeps what comes to it."""

    def __init__(self):
        self.environ = None
        self.body = None
        self.is_closed = False

    def __call__(self, environ, start_response):
        self.environ = environ
        self.body = environ["wsgi.input"].read()
        start_response("200 OK", [("X-Said", "caf\xe9")])
        return self

    def __iter__(self):
        yield b"an"
        yield b"swer"

    def close(self):
        self.is_closed = True


class Unread(Request):
    """A request whose body nobody may read."""

    async def _receive(self):
        raise AssertionError("it was read")


def send(body=b"", *, request=Request, method="POST", is_whole=True, **headers):
    """Send a request through the door; return the site behind it and the answer."""
    site = Site()
    intake = Intake(site, limit=LIMIT, scheme="https")
    given = {"content_length": str(len(body)), **headers}
    asked = request(method=method, **{n: v for n, v in given.items() if v is not None})
    asyncio.run(asked.ask(intake, body, is_whole=is_whole))
    return site, asked


class TestIntake:
    @pytest.mark.parametrize("length", [0, 1, 999, 1000])
    def test_hands_over_a_body_whole(self, length):
        site, _ = send(b"x" * length)

        assert site.body == b"x" * length
        assert REFUSED not in site.environ

    def test_answers_whole_and_closes_the_answer_itself(self):
        site, answer = send()

        assert (answer.status, answer.body) == (200, b"answer")
        assert answer.scope["type"] == "http"
        assert site.is_closed

    def test_says_by_which_scheme_readers_come(self):
        site, _ = send()

        assert site.environ["wsgi.url_scheme"] == "https"

    def test_throws_away_a_body_over_the_limit(self):
        site, asked = send(b"x" * 100_000)

        assert site.environ[REFUSED] == TOO_LARGE
        assert site.body == b""
        assert asked._parts == []

    def test_throws_away_what_came_of_it(self):
        site, _ = send(b"x" * 1000, content_length="1001")

        assert site.environ[REFUSED] == TOO_LARGE

    @pytest.mark.parametrize(
        "headers",
        [
            {"content_length": "99999999999999999999"},
            {"content_length": "1001", "expect": "100-continue"},
        ],
    )
    def test_does_not_read_a_huge_body_or_one_that_is_asked_about(self, headers):
        site, _ = send(request=Unread, **headers)

        assert site.environ[REFUSED] == TOO_LARGE
        assert site.body == b""

    @pytest.mark.parametrize("name", ["BODIES_AT_A_TIME", "SECONDS_TO_THROW_AWAY"])
    def test_throws_nothing_away_without_a_place_and_time(self, monkeypatch, name):
        monkeypatch.setattr(f"hiwar.ops.intake.{name}", 0)

        site, _ = send(request=Unread, content_length="1001")

        assert site.environ[REFUSED] == TOO_LARGE

    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_does_not_read_where_no_body_belongs(self, method):
        site, _ = send(method=method, request=Unread, content_length="5")

        assert site.body == b""

    def test_does_not_read_a_body_that_does_not_say_how_long_it_is(self):
        site, _ = send(request=Unread, transfer_encoding="chunked")

        assert site.environ[REFUSED] == WITHOUT_LENGTH

    def test_does_not_hand_over_half_a_body(self):
        site, _ = send(b"text=Hello, wor", content_length="17", is_whole=False)

        assert site.environ[REFUSED] == INCOMPLETE
        assert site.body == b""

    def test_does_not_wait_for_ever_for_a_body(self, monkeypatch):
        class Silent(Request):
            async def _receive(self):
                await asyncio.Event().wait()

        monkeypatch.setattr("hiwar.ops.intake.SECONDS_FOR_A_BODY", 0.01)

        site, _ = send(request=Silent, content_length="17")

        assert site.environ[REFUSED] == INCOMPLETE

    @pytest.mark.parametrize("length", ["", "abc", "-5"])
    def test_takes_a_length_that_is_none_as_nothing(self, length):
        site, _ = send(request=Unread, content_length=length)

        assert site.body == b""

    def test_refuses_when_all_places_are_taken(self, monkeypatch):
        monkeypatch.setattr("hiwar.ops.intake.BODIES_AT_A_TIME", 0)

        site, _ = send(b"hello")

        assert site.environ[REFUSED] == BUSY

    def test_gives_a_place_back(self, monkeypatch):
        monkeypatch.setattr("hiwar.ops.intake.BODIES_AT_A_TIME", 1)
        site = Site()
        intake = Intake(site, limit=LIMIT, scheme="https")

        for _ in range(3):
            asked = Request(method="POST", content_length="5")
            asyncio.run(asked.ask(intake, b"hello"))

        assert site.body == b"hello"


class TestEnvironment:
    def test_is_that_of_wsgi(self):
        site, _ = send(b"x", content_type="text/plain", accept="*/*")

        assert site.environ["CONTENT_TYPE"] == "text/plain"
        assert site.environ["CONTENT_LENGTH"] == "1"
        assert site.environ["HTTP_ACCEPT"] == "*/*"
        assert site.environ["REMOTE_ADDR"] == "127.0.0.1"
        assert site.environ["SERVER_PROTOCOL"] == "HTTP/1.1"

    def test_has_addresses_byte_by_byte(self):
        request = Request("/ar/مدينة/", "a=%D9%85")
        site = Site()

        asyncio.run(request.ask(Intake(site, limit=LIMIT, scheme="https")))

        path = site.environ["PATH_INFO"].encode("latin-1").decode()
        assert (path, site.environ["QUERY_STRING"]) == ("/ar/مدينة/", "a=%D9%85")

    def test_knows_no_name_that_only_looks_like_another(self):
        request = Request()
        request.scope["headers"] += [
            (b"x-forwarded-for", b"203.0.113.7"),
            (b"x_forwarded_for", b"127.0.0.1"),
            (b"x-forwarded-for", b"198.51.100.1"),
            (b"cookie", b"a=1"),
            (b"cookie", b"b=2"),
        ]
        site = Site()

        asyncio.run(request.ask(Intake(site, limit=LIMIT, scheme="https")))

        sent_by = site.environ["HTTP_X_FORWARDED_FOR"]
        assert sent_by == "203.0.113.7,198.51.100.1"
        assert site.environ["HTTP_COOKIE"] == "a=1; b=2"
