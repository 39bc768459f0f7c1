"""Values that no browser sends: refused, or not found, and never an error of ours."""

import json

import pytest

from . import classes
from .routes import list_routes
from .world import visit

HOSTILE = [
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF%FE",
    "%",
    "%zz",
    "1" + "0" * 40,
    "9" * 5000,
    "-1",
    "0",
    "9223372036854775808",
    "%D9%A1%D9%A2",
    "..%2f..%2fsecret",
    "a" * 300,
    "%E2%80%AE%F0%9F%98%80",
    "{{7*7}}",
    "'%22%3E%3Cscript%3E",
    "%0d%0aSet-Cookie:%20x=1",
]
QUERY_NAMES = ("page", "before", "order", "reply", "next", "show", "q", "p", "key")
BODIES = [
    ("application/json", b"[" * 100_000),
    ("application/json", json.dumps({"text": "\ud800", "a": 1e308}).encode()),
    ("application/json", b'{"n": ' + b"9" * 5000 + b"}"),
    ("application/x-www-form-urlencoded", b"text=a&text=b&name=x&name=y&key=1&key=2"),
    (
        "application/x-www-form-urlencoded",
        b"text=%00&name=%00&email=%00&login=%00&code=%00",
    ),
    (
        "application/x-www-form-urlencoded",
        b"text=%ed%a0%80&name=%ff&key=%ff&parent=%ff",
    ),
    ("application/x-www-form-urlencoded", b"parent=" + b"9" * 4400 + b"&text=x"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(3000))),
    ("application/x-www-form-urlencoded; charset=utf-16", b"text=x"),
    (
        "application/x-www-form-urlencoded",
        b"picture=x&logo=y&languages=zz&next=%0d%0ax",
    ),
    ("multipart/form-data", b"x"),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    ),
    ("multipart/form-data; boundary=x; charset=no-such", b"--x--"),
    ("text/html", b"\x00\xff"),
    ("", b""),
]


def ours():
    """Return the addresses whose answers are ours; the others are Wagtail's."""
    return [
        route
        for route in list_routes()
        if not route.is_of_the_desk or route.name.startswith(("hiwar_", "desk_"))
    ]


class TestHostileAddresses:
    @pytest.mark.parametrize("who", ["nobody", "superuser"])
    def test_are_never_an_error(self, world, who):
        for route in ours():
            for _kind, name in route.parameters:
                for hostile in HOSTILE:
                    path = route.path({**world.values(route), name: hostile})
                    for method in ("GET", "POST"):
                        answer = visit(world.people[who], method, path)
                        assert answer.status_code < 500, (method, path[:200])

    @pytest.mark.parametrize("who", ["nobody", "superuser"])
    def test_are_never_an_error_in_a_query(self, world, who):
        for route in ours():
            if who != "nobody" and classes.read()[route.pattern] == "public":
                continue
            for hostile in HOSTILE:
                query = "&".join(f"{name}={hostile}" for name in QUERY_NAMES)
                path = f"{world.path(route)}?{query}&{query}"
                answer = visit(world.people[who], "GET", path)
                assert answer.status_code < 500, path[:200]
                assert "\n" not in answer.headers.get("Location", "")


class TestHostileBodies:
    @pytest.mark.parametrize("who", ["nobody", "superuser"])
    def test_are_never_an_error(self, world, who):
        for route in ours():
            if who != "nobody" and classes.read()[route.pattern] == "public":
                continue
            for content_type, body in BODIES:
                answer = visit(
                    world.people[who],
                    "POST",
                    world.path(route),
                    body,
                    content_type=content_type,
                )
                assert answer.status_code < 500, (
                    route.pattern,
                    content_type,
                    body[:40],
                )


class TestHostileWaysBack:
    WAYS = (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "///evil.example",
        "\x00//evil.example",
        "evil",
        "account_logout",
        "https://testserver@evil.example/",
    )

    @pytest.mark.parametrize("way", WAYS)
    def test_stay_on_our_origin(self, world, way):
        number = world.comments["first"].pk
        for who, method, path, data in (
            ("reader", "GET", "/en/accounts/login/", {"next": way}),
            ("reader", "POST", "/en/accounts/login/", {"next": way}),
            ("reader", "POST", "/en/accounts/logout/", {"next": way}),
            ("nobody", "GET", "/desk/login/", {"next": way}),
            ("superuser", "GET", "/desk/login/", {"next": way}),
            (
                "superuser",
                "POST",
                f"/desk/comments/{number}/decide/",
                {"outcome": "KEEP", "next": way},
            ),
        ):
            answer = visit(
                world.people[who], method, path, data, headers={"Referer": way}
            )

            if "\0" in way and method == "GET":
                assert answer.status_code == 404, (path, answer.status_code)
                continue
            assert answer.status_code in {302, 303}, (path, answer.status_code)
            to = answer.headers["Location"]
            assert to.startswith("/"), path
            assert "evil" not in to.partition("?")[0], path
            assert not to.startswith(("//", "/\\")), path


class TestHostileHosts:
    @pytest.mark.parametrize(
        "host",
        ["evil.example", "testserver.evil.example", "a@b", "", "testserver:x", "]["],
    )
    def test_are_refused(self, world, host):
        for path in ("/", "/en/", "/robots.txt", "/en/accounts/password/reset/"):
            answer = visit(world.people["nobody"], "GET", path, headers={"Host": host})
            assert answer.status_code == 400 or (
                host == "" and answer.status_code < 400
            )
            assert b"evil" not in answer.body
