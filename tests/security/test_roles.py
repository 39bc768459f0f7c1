"""Who may open what: each address of the site, asked for by everybody."""

import pytest

from . import classes
from .routes import list_routes
from .world import PEOPLE, visit

REFUSED = {403, 404}
# Answered before anybody asks who it is.
WRONG_METHOD = 405


def gets_in(world, who, route):
    """Return whether some method is answered with more than a no."""
    path = world.path(route)
    answers = (visit(world.people[who], method, path) for method in ("GET", "POST"))
    return not all(map(is_no, answers))


def is_no(answer):
    if answer.status_code in {WRONG_METHOD, *REFUSED}:
        return True
    to = answer.headers.get("Location", "").partition("?")[0]
    if to in {"/en/accounts/login/", "/desk/login/"}:
        return True
    # How Wagtail says no: back to where the desk begins.
    return to == "/desk/" and answer.status_code == 302


class TestRoutes:
    def test_are_each_in_a_class(self):
        known = {route.pattern for route in list_routes()}

        assert sorted(known - set(classes.read())) == []
        assert sorted(set(classes.read()) - known) == []
        assert set(classes.read().values()) <= set(classes.AUDIENCES)

    @pytest.mark.parametrize("who", PEOPLE)
    def test_let_in_whom_they_are_for_and_nobody_else(self, world, who):
        # To the desk a guest is as much a stranger as anybody, and so is any reader.
        is_stranger = who in {"guest", "other"}
        routes = [
            route
            for route in list_routes()
            if not (is_stranger and route.is_of_the_desk)
        ]
        named = classes.read()

        found = {route.pattern: gets_in(world, who, route) for route in routes}

        expected = {
            route.pattern: who in classes.AUDIENCES[named[route.pattern]]
            for route in routes
        }

        assert found == expected
