"""The WSGI door: what of a body comes through it."""

from io import BytesIO

import pytest

from hiwar.ops.intake import (
    BODIES_AT_A_TIME,
    BUSY,
    INCOMPLETE,
    REFUSED,
    THREADS,
    TOO_LARGE,
    WITHOUT_LENGTH,
    Intake,
    Waiting,
)

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
        start_response("200 OK", [])
        return self

    def __iter__(self):
        yield b"an"
        yield b"swer"

    def close(self):
        self.is_closed = True


class Unread:
    """The body of a request that nobody may read."""

    def read(self, size=-1):
        raise AssertionError("it was read")


def send(body=b"", method="POST", source=None, **environ):
    """Send a request through the door; return the site behind it and the answer."""
    site = Site()
    answer = Intake(site, limit=LIMIT, scheme="https")(
        {
            "REQUEST_METHOD": method,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": source or BytesIO(body),
            "wsgi.url_scheme": "http",
            **environ,
        },
        lambda _status, _headers: None,
    )
    return site, answer


class TestIntake:
    @pytest.mark.parametrize("length", [0, 1, 999, 1000])
    def test_hands_over_a_body_whole(self, length):
        site, _ = send(b"x" * length)

        assert site.body == b"x" * length
        assert REFUSED not in site.environ

    def test_answers_whole_and_closes_the_answer_itself(self):
        site, answer = send()

        assert answer == [b"an", b"swer"]
        assert site.is_closed

    def test_says_by_which_scheme_readers_come(self):
        site, _ = send()

        assert site.environ["wsgi.url_scheme"] == "https"

    def test_throws_away_a_body_over_the_limit(self):
        source = BytesIO(b"x" * 100_000)

        site, _ = send(source=source, CONTENT_LENGTH="100000")

        assert site.environ[REFUSED] == TOO_LARGE
        assert site.body == b""
        assert source.read() == b""

    def test_throws_away_what_came_of_it(self):
        site, _ = send(source=BytesIO(b"x" * 1000), CONTENT_LENGTH="1001")

        assert site.environ[REFUSED] == TOO_LARGE

    @pytest.mark.parametrize(
        "headers",
        [
            {"CONTENT_LENGTH": "99999999999999999999"},
            {"CONTENT_LENGTH": "1001", "HTTP_EXPECT": "100-continue"},
        ],
    )
    def test_does_not_read_a_huge_body_or_one_that_is_asked_about(self, headers):
        site, _ = send(source=Unread(), **headers)

        assert site.environ[REFUSED] == TOO_LARGE
        assert site.body == b""

    @pytest.mark.parametrize("name", ["BODIES_AT_A_TIME", "SECONDS_TO_THROW_AWAY"])
    def test_throws_nothing_away_without_a_place_and_time(self, monkeypatch, name):
        monkeypatch.setattr(f"hiwar.ops.intake.{name}", 0)

        site, _ = send(source=Unread(), CONTENT_LENGTH="1001")

        assert site.environ[REFUSED] == TOO_LARGE

    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_does_not_read_where_no_body_belongs(self, method):
        site, _ = send(method=method, source=Unread(), CONTENT_LENGTH="5")

        assert site.body == b""

    def test_does_not_read_a_body_that_does_not_say_how_long_it_is(self):
        site, _ = send(source=Unread(), HTTP_TRANSFER_ENCODING="chunked")

        assert site.environ[REFUSED] == WITHOUT_LENGTH

    def test_does_not_hand_over_half_a_body(self):
        site, _ = send(b"text=Hello, wor", CONTENT_LENGTH="17")

        assert site.environ[REFUSED] == INCOMPLETE
        assert site.body == b""

    @pytest.mark.parametrize("length", ["", "abc", "-5"])
    def test_takes_a_length_that_is_none_as_nothing(self, length):
        site, _ = send(source=Unread(), CONTENT_LENGTH=length)

        assert site.body == b""

    def test_refuses_when_all_places_are_taken(self, monkeypatch):
        monkeypatch.setattr("hiwar.ops.intake.BODIES_AT_A_TIME", 0)

        site, _ = send(b"hello")

        assert site.environ[REFUSED] == BUSY


class TestWaiting:
    def test_gives_as_many_places_as_there_are(self):
        waiting = Waiting(1)

        with waiting.one_more() as first, waiting.one_more() as second:
            assert first
            assert not second
        with waiting.one_more() as third:
            assert third

    def test_leaves_threads_for_those_who_only_read(self):
        assert BODIES_AT_A_TIME < THREADS
