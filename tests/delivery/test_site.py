"""The whole site behind the door: what is kept, and that it is nobody's own."""

import logging

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from hiwar.delivery.door import Door
from hiwar.delivery.following import Standing
from hiwar.delivery.store import Store
from hiwar.pages import public
from tests import factories
from tests.security import classes
from tests.security.routes import list_routes
from tests.security.world import PEOPLE, build, rolled_back

from .visits import Visit, at_once

STORY = "/en/2017/02/16/night-ferry-stays/"


class Line:
    """A follower that has heard of everything."""

    def check(self):
        return Standing.CURRENT


@pytest.fixture
def world(db):
    # Hundreds of refusals are expected here.
    logging.disable(logging.CRITICAL)
    yield build()
    logging.disable(logging.NOTSET)


@pytest.fixture
def store():
    return Store(100_000_000)


@pytest.fixture
def door(store):
    """The site as `config.asgi` puts it together, within the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield Door(
        at_once(get_wsgi_application()),
        store=store,
        follower=Line(),
        is_public=public.is_public,
        is_our_host=lambda host: True,
        host="testserver",
        names=public.PARAMETERS,
    )
    for signal in signals:
        signal.connect(close_old_connections)


def cookies_of(client):
    return "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())


class TestAPublicPage:
    def test_is_the_same_whoever_asks_first(self, world, door, store):
        routes = [r for r in list_routes() if public.is_public(world.path(r))]
        assert len(routes) > 12

        for route in routes:
            path = world.path(route)
            answers = set()
            for who in PEOPLE:
                store.clear()
                visit = Visit(
                    door,
                    path,
                    cookie=cookies_of(world.people[who]) + "; django_language=ar",
                    accept_language="ar",
                )
                assert visit.status == 200, path
                assert "set-cookie" not in visit.headers
                answers.add(visit.body)
                assert len(store) == 1, path
            assert len(answers) == 1, path

    def test_tells_caches_that_it_is_everybodys(self, world, door):
        said = Visit(door, STORY).headers

        assert said["cache-control"].startswith("public, max-age=0, s-maxage=1")
        assert said["vary"] == "Accept-Encoding"
        assert "content-security-policy" in said

    def test_shows_a_comment_once_its_topic_is_recorded(self, world, door, store):
        before = Visit(door, STORY)
        world.thread.refresh_from_db()

        factories.make_comment(thread=world.thread, text="The tide waits for nobody.")
        store.drop([f"thread:{world.thread.pk}"])
        after = Visit(door, STORY)

        assert b"The tide waits" not in before.body
        assert b"The tide waits" in after.body
        assert before.headers["etag"] != after.headers["etag"]

    def test_names_every_thread_whose_comments_it_counts(self, world, door, store):
        for path in ("/en/", "/en/sections/city/", "/en/topics/ferries/", STORY):
            Visit(door, path)
            assert store.get((path, ""))

            store.drop([f"thread:{world.thread.pk}"])

            assert not store.get((path, ""))

    def test_is_over_when_its_thread_closes(self, world, door, store):
        factories.make_rules(close_after_days=30_000)

        Visit(door, STORY)

        assert store.get((STORY, "")).valid_until


class TestAnythingElse:
    @pytest.mark.parametrize("who", ["reader", "moderator", "editor"])
    def test_is_never_kept(self, world, door, store, who):
        mine = {"cookie": cookies_of(world.people[who])}
        for route in list_routes():
            path = world.path(route)
            if public.is_public(path):
                continue
            with rolled_back():
                for cookies in (mine, {}):
                    Visit(door, path, **cookies)
            assert len(store) == 0, path

    def test_is_never_public_by_its_class(self, world):
        named = classes.read()

        for route in list_routes():
            if public.is_public(world.path(route)):
                assert named[route.pattern] == "public", route.pattern
