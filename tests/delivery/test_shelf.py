"""What pages are made of is kept by the rule that pages are kept by."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from hiwar.delivery.following import Standing
from hiwar.delivery.shelf import All, Shelf
from hiwar.delivery.store import Store
from hiwar.discussion import actions, selectors
from hiwar.discussion.screening import Setting, Verdict
from hiwar.kernel import changes, kept
from hiwar.kernel.kept import Made


class Line:
    """A follower that has been told where things stand, and what to drop."""

    def __init__(self, store):
        self.standing = Standing.CURRENT
        self.store = store
        self.news = []

    def check(self):
        self.store.drop(self.news)
        self.news = []
        return self.standing


class Maker:
    """Makes another view each time."""

    def __init__(self, shows=("article:1",), valid_until=None):
        self.made = Made(None, shows, valid_until)
        self.number = 0

    def __call__(self):
        self.number += 1
        return self.made._replace(view=self.number)


@pytest.fixture
def store():
    return Store(1_000_000)


@pytest.fixture
def line(store):
    return Line(store)


@pytest.fixture
def shelf(store, line):
    return Shelf(store, line)


class TestAView:
    def test_is_made_once(self, shelf):
        make = Maker()

        assert [shelf.get(("a",), make) for _ in range(3)] == [1, 1, 1]
        assert shelf.get(("b",), make) == 2

    def test_is_made_anew_when_something_in_it_has_changed(self, shelf, line):
        make = Maker()
        shelf.get(("a",), make)

        line.news = ["article:1"]

        assert shelf.get(("a",), make) == 2

    def test_is_not_kept_when_it_changed_while_it_was_made(self, shelf, store):
        make = Maker()

        def make_while_others_write():
            store.drop(["article:1"])
            return make()

        assert shelf.get(("a",), make_while_others_write) == 1
        assert shelf.get(("a",), make) == 2

    def test_is_over_when_its_time_has_come(self, shelf):
        make = Maker(valid_until=timezone.now() - timedelta(seconds=1))

        assert [shelf.get(("a",), make) for _ in range(2)] == [1, 2]

    @pytest.mark.parametrize("standing", [Standing.UNSURE, Standing.CUT_OFF])
    def test_is_made_each_time_in_doubt(self, shelf, line, standing):
        make = Maker()
        shelf.get(("a",), make)
        line.standing = standing

        assert [shelf.get(("a",), make) for _ in range(2)] == [2, 3]

    def test_that_could_not_be_made_is_not_there(self, shelf):
        def refuse():
            raise LookupError

        with pytest.raises(LookupError):
            shelf.get(("a",), refuse)

        assert shelf.get(("a",), Maker()) == 1


class TestEverybodyWhoKeeps:
    def test_hears_of_the_same_changes(self, store):
        other = Store(1_000_000)
        for each in (store, other):
            Shelf(each, Line(each)).get(("a",), Maker())

        All(store, other).drop(topic for topic in ["article:1"])
        assert (len(store), len(other)) == (0, 0)

        for each in (store, other):
            Shelf(each, Line(each)).get(("a",), Maker())
        All(store, other).clear()
        assert (len(store), len(other)) == (0, 0)


@pytest.mark.django_db(transaction=True)
class TestWithinATransaction:
    def test_nothing_is_kept(self, shelf, monkeypatch):
        monkeypatch.setattr(kept, "_shelves", [shelf])
        make = Maker()

        with transaction.atomic():
            assert kept.kept(("a",), make) == 1
        assert kept.kept(("a",), make) == 2
        assert kept.kept(("a",), make) == 2
        with transaction.atomic():
            assert kept.kept(("a",), make) == 3


@pytest.mark.django_db(transaction=True)
class TestWhatTheDeskSets:
    @pytest.fixture(autouse=True)
    def _followed(self, shelf, line, monkeypatch):
        monkeypatch.setattr(kept, "_shelves", [shelf])

        def hear(topics, **_others):
            line.news += topics

        changes.recorded.connect(hear)
        yield
        changes.recorded.disconnect(hear)

    def test_holds_for_the_next_comment(self):
        assert selectors.get_settings(section="City")["links"].verdict == Verdict.HOLD

        off = Setting(verdict=Verdict.OFF, threshold=2)
        actions.set_rule(section="City", name="links", setting=off)
        assert selectors.get_settings(section="City")["links"].verdict == Verdict.OFF

        actions.unset_rule(section="City", name="links")
        assert selectors.get_settings(section="City")["links"].verdict == Verdict.HOLD

    def test_holds_for_the_next_who_wants_to_write(self):
        assert selectors.get_place_in_force(section="City").mode == ""

        actions.set_place(section="", mode="CLOSED", slow_minutes=None)

        assert selectors.get_place_in_force(section="City").mode == "CLOSED"
