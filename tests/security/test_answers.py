"""What every answer carries, and who may keep it."""

import re

import pytest

from . import classes
from .routes import list_routes
from .world import PEOPLE, visit

CARRIED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": re.compile("strict-origin-when-cross-origin|same-origin"),
    "Permissions-Policy": re.compile("camera=\\(\\)"),
    "X-Frame-Options": re.compile("DENY|SAMEORIGIN"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": re.compile("default-src 'none'"),
    "Cache-Control": re.compile("no-store|public"),
}
# What a cache before us might let decide what it keeps, and under which address.
POISONS = [
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    {"X-Forwarded-Port": "1", "X-Forwarded-Server": "evil.example"},
    {"Forwarded": "host=evil.example;proto=https", "X-Host": "evil.example"},
    {"X-Original-URL": "/desk/", "X-Rewrite-URL": "/desk/"},
    {"X-HTTP-Method-Override": "POST", "X-Method-Override": "DELETE"},
    {"Range": "bytes=0-3", "If-Range": '"x"'},
    {"Accept": "application/json;q=abc, */*;q=\u00ff"},
    {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"},
    {"Accept-Language": "ar, evil;q=9999999", "Accept-Encoding": "x"},
    {"Cookie": "django_language=ar; guest=x; sessionid=y; messages=z; csrftoken=w"},
]


def in_class(*names):
    found = classes.read()
    return [route for route in list_routes() if found.get(route.pattern) in names]


def site():
    return [route for route in list_routes() if not route.is_of_the_desk]


def told(answer):
    """Return what a cache would keep of an answer."""
    names = ("Location", "ETag", "Vary", "Content-Language", "Set-Cookie")
    kept = {name: answer.headers.get(name) for name in names}
    return answer.status_code, answer.body, kept


class TestEveryAnswer:
    @pytest.mark.parametrize("who", ["nobody", "moderator"])
    def test_carries_what_protects_its_reader(self, world, who):
        for route in list_routes():
            for method in ("GET", "POST", "OPTIONS"):
                if method != "GET" and route.is_of_the_desk:
                    continue
                answer = visit(world.people[who], method, world.path(route))

                found = {
                    name: answer.headers.get(name, "")
                    for name, wanted in CARRIED.items()
                    if not re.search(wanted, answer.headers.get(name, ""))
                }
                assert (route.pattern, method, found) == (route.pattern, method, {})
                policy = answer.headers["Content-Security-Policy"]
                is_strict = "unsafe-inline" not in policy
                assert is_strict or route.is_of_the_desk, route.pattern

    @pytest.mark.parametrize(
        "path", ["/nothing", "/en/nothing/", "/ar/nothing/", "/x/"]
    )
    def test_is_not_kept_when_nothing_is_there(self, world, path):
        answer = visit(world.people["nobody"], "GET", path)

        assert answer.status_code in {302, 404}
        assert answer.headers["Cache-Control"] == "no-store"


class TestPublicAnswer:
    def test_is_the_same_whoever_asks(self, world):
        for route in in_class("public"):
            path = world.path(route)
            answers = {who: visit(world.people[who], "GET", path) for who in PEOPLE}

            for who, answer in answers.items():
                assert told(answer) == told(answers["nobody"]), (route.pattern, who)
                assert answer.headers["Cache-Control"].startswith("public")
                assert "Cookie" not in answer.headers.get("Vary", "")
                assert not answer.cookies

    @pytest.mark.parametrize("poison", POISONS, ids=lambda headers: next(iter(headers)))
    def test_is_the_same_whatever_else_is_sent(self, world, poison):
        for route in in_class("public"):
            if "Accept-Language" in poison and not route.pattern:
                # Where the preferred language is chosen.
                continue
            path = world.path(route)
            plain = visit(world.people["nobody"], "GET", path)

            answer = visit(world.people["nobody"], "GET", path, headers=poison)

            if "Accept-Language" in answer.headers.get("Vary", "") and (
                "Accept-Language" in poison
            ):
                # It says so, and says nothing in any language.
                answer.headers["Content-Language"] = plain.headers["Content-Language"]
            assert told(answer) == told(plain), route.pattern


class TestPrivateAnswer:
    @pytest.mark.parametrize("who", PEOPLE)
    def test_is_kept_by_nobody(self, world, who):
        public = in_class("public")
        for route in site():
            if route in public:
                continue
            for method in ("GET", "POST"):
                answer = visit(world.people[who], method, world.path(route))
                assert "no-store" in answer.headers["Cache-Control"], route.pattern


class TestMissingAndHidden:
    def test_are_told_apart_by_nobody(self, world):
        """A removed comment, and a number that no comment has."""
        removed, nothing = world.comments["removed"].pk, 999_999
        for pattern in (
            "/comments/{}/",
            "/en/comments/{}/replies/",
            "/en/comments/{}/withdraw/",
            "/en/comments/{}/decide/",
            "/en/2017/02/16/night-ferry-stays/?reply={}",
        ):
            for method in ("GET", "POST"):
                for who in ("nobody", "guest", "reader"):
                    answers = [
                        visit(world.people[who], method, pattern.format(number))
                        for number in (removed, nothing)
                    ]
                    assert _without_numbers(answers[0]) == _without_numbers(answers[1])


def _without_numbers(answer):
    return answer.status_code, re.sub(rb"comments/\d+/", b"", answer.body)
