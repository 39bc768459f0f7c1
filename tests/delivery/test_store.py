"""What is kept, what has to go, and what must never come in."""

import time

import pytest

from hiwar.delivery.ready import make
from hiwar.delivery.store import Store


def page(*topics, body=b"x" * 200, valid_until=None):
    return make(200, [], body, topics=frozenset(topics), valid_until=valid_until)


@pytest.fixture
def store():
    return Store(limit=100 * page("a").size)


def put(store, path, *topics, **more):
    with store.filling() as filling:
        return store.put((path, ""), page(*topics, **more), filling)


class TestStore:
    def test_forgets_the_pages_of_a_topic_and_no_others(self, store):
        put(store, "/story", "thread:1", "paper")
        put(store, "/other", "thread:2", "paper")

        store.drop(["thread:1", "never heard of"])

        assert store.get(("/story", "")) is None
        assert store.get(("/other", "")) is not None

    def test_does_not_keep_what_has_changed_while_it_was_rendered(self, store):
        with store.filling() as filling:
            store.drop(["thread:1"])

            assert not store.put(("/story", ""), page("thread:1"), filling)
            assert store.put(("/other", ""), page("thread:2"), filling)

    def test_does_not_keep_what_was_rendered_while_it_lost_track(self, store):
        with store.filling() as filling:
            store.clear()

            assert not store.put(("/story", ""), page("thread:1"), filling)

    def test_keeps_nothing_that_names_no_topic(self, store):
        assert not put(store, "/story")
        assert len(store) == 0

    def test_keeps_nothing_that_is_over_already(self, store):
        assert not put(store, "/story", "a", valid_until=time.time() - 1)

    def test_counts_what_it_holds(self, store):
        put(store, "/story", "a")
        put(store, "/story", "a")
        put(store, "/other", "b")
        held = store.size

        store.drop(["a"])
        assert store.size == held / 2
        store.drop(["b"])

        assert store.size == 0
        assert len(store) == 0


class TestBound:
    def test_is_kept_whatever_comes(self, store):
        for number in range(1000):
            put(store, f"/{number}", "a", body=b"x" * (number % 7) * 1000)

            assert store.size <= store.limit

        assert store.evicted > 0

    def test_is_never_filled_by_one_page(self, store):
        assert not put(store, "/huge", "a", body=b"x" * store.limit)

    def test_holds_the_front_page_while_a_crawler_walks_by(self, store):
        put(store, "/en/", "front:en")
        for number in range(10_000):
            put(store, f"/en/2011/{number}", f"article:{number}")
            if number % 20 == 0:
                assert store.get(("/en/", "")) is not None

        assert len(store) == 100

    def test_lets_the_oldest_go_first(self, store):
        for number in range(101):
            put(store, f"/{number}", "a")

        assert store.get(("/0", "")) is None
        assert store.get(("/1", "")) is not None
