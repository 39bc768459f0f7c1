"""What changes something comes from a page of ours; what only asks changes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_reader

from .routes import list_routes
from .world import new_client, rolled_back, visit

CONTENT_TYPES = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
]
# Changes nothing, and is sent by pages that carry no token: asks where it comes from.
PREVIEW = "en/threads/<str:key>/preview/"
ELSEWHERE = [
    {},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
]
# Who somebody is and how often they came: no change to the paper.
COUNTED = ("django_session", '"cache"')


def superuser(**more):
    reader = make_reader()
    reader.is_superuser = reader.is_staff = True
    reader.save()
    return new_client(reader, enforce_csrf_checks=True, **more)


class TestUnsafeRequests:
    @pytest.mark.parametrize("content_type", CONTENT_TYPES)
    def test_need_a_token_in_every_content_type(self, world, content_type):
        client = superuser()
        for route in list_routes():
            if route.pattern == PREVIEW:
                continue
            answer = visit(
                client,
                "POST",
                world.path(route),
                b"--x--" if content_type.startswith("multipart") else b"{}",
                content_type=content_type,
                headers={"Accept": "application/json"},
            )
            assert answer.status_code in {400, 403, 404}, route.pattern
            if answer.status_code == 403:
                # Wagtail's own API says so in its own words.
                assert b"form_too_old" in answer.body or b"CSRF" in answer.body

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
    def test_need_a_token_by_every_method(self, world, method):
        client = superuser()
        for route in list_routes():
            answer = visit(
                client,
                method,
                world.path(route),
                b"{}",
                content_type="application/json",
                headers={"Accept": "application/json"},
            )
            assert answer.status_code in {403, 404, 405}, route.pattern

    @pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
    def test_for_a_preview_come_from_our_pages(self, world, headers):
        client = superuser()
        client.defaults.pop("HTTP_SEC_FETCH_SITE", None)
        path = f"/en/threads/{world.thread.key}/preview/"

        answer = visit(client, "POST", path, {"text": "Hello"}, headers=headers)

        assert answer.status_code == 403
        assert b"Hello" not in answer.body

    def test_for_a_preview_change_nothing(self, world):
        path = f"/en/threads/{world.thread.key}/preview/"

        with CaptureQueriesContext(connection) as asked:
            answer = visit(
                world.people["nobody"], "POST", path, {"text": "Hello", "name": "Zoe"}
            )

        assert answer.status_code == 200
        assert changes(asked) == []


class TestSafeRequests:
    @pytest.mark.parametrize("who", ["nobody", "guest", "reader", "superuser"])
    def test_change_nothing(self, world, who):
        for route in list_routes():
            if route.is_of_the_desk:
                continue
            for method in ("GET", "HEAD", "OPTIONS"):
                with rolled_back(), CaptureQueriesContext(connection) as asked:
                    visit(world.people[who], method, world.path(route))
                assert changes(asked) == [], route.pattern


def changes(asked):
    return [
        query["sql"]
        for query in asked.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        and not any(name in query["sql"] for name in COUNTED)
    ]
