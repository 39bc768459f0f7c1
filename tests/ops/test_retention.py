"""Where people wrote from is forgotten after the days that were set."""

from datetime import timedelta

import pytest

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Restriction
from hiwar.discussion.actions import retention as batches
from hiwar.discussion.models import Comment, Print
from hiwar.ops import retention
from tests.factories import NOW, make_comment, make_guest, make_thread

pytestmark = pytest.mark.django_db

LONG = "The ferry was late again this morning and nobody at the harbour told us why."


def post_on(day, **values):
    now = NOW + timedelta(days=day)
    return make_comment(author=make_guest(name=f"Guest {day}"), now=now, **values)


class TestForget:
    def test_takes_the_hash_of_the_address_after_the_days_set(self, settings):
        settings.ADDRESSES_KEPT_DAYS = 10
        old, new = (post_on(day, address_hash="a" * 32) for day in (0, 5))

        retention.forget(now=NOW + timedelta(days=12))

        kept = dict(Comment.objects.values_list("pk", "address_hash"))
        assert kept == {old.pk: "", new.pk: "a" * 32}

    def test_goes_on_batch_by_batch(self, monkeypatch):
        monkeypatch.setattr(batches, "BATCH", 2)
        thread = make_thread()
        for day in range(5):
            post_on(day, thread=thread, address_hash="a", text=f"{day} {LONG}")

        retention.forget(now=NOW + timedelta(days=90))

        assert not Comment.objects.exclude(address_hash="").exists()
        assert not Print.objects.exists()

    def test_takes_that_of_a_restriction(self):
        restriction = accounts.restrict(
            author=make_guest(),
            kind="BAN",
            until=None,
            decision_number=None,
            address_hash="a",
            now=NOW,
        )

        retention.forget(now=NOW + timedelta(days=31))

        assert Restriction.objects.get(pk=restriction.pk).address_hash == ""

    def test_leaves_alone_what_is_young(self):
        comment = post_on(0, address_hash="a", text=LONG)

        retention.forget(now=NOW + timedelta(days=1))

        assert Comment.objects.get(pk=comment.pk).address_hash == "a"
        assert Print.objects.exists()
