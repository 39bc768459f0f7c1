from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from hiwar.accounts import actions, standing
from hiwar.accounts.models import Restriction
from hiwar.discussion import actions as discussion
from hiwar.discussion import selectors
from hiwar.kernel import changes
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def restrict(author, kind, *, until=None, now=NOW, **values):
    return actions.restrict(
        author=author, kind=kind, until=until, decision_number=None, now=now, **values
    )


@pytest.fixture(params=[make_reader, make_guest], ids=["reader", "guest"])
def author(request):
    return request.param()


class TestRestrict:
    def test_keeps_from_writing_until_it_ends(self, author):
        restrict(author, "PAUSE", until=NOW + A_DAY)

        with pytest.raises(standing.Paused) as refused:
            make_comment(author=author, now=NOW + A_DAY - timedelta(seconds=1))
        assert "17 February 2017" in str(refused.value)
        assert make_comment(author=author, now=NOW + A_DAY).pk

    def test_keeps_from_writing_for_good(self, author):
        restrict(author, "BAN")

        with pytest.raises(standing.Banned, match="any more"):
            make_comment(author=author, now=NOW + 1_000 * A_DAY)

    def test_says_so_before_anything_is_posted(self, author):
        restrict(author, "BAN")

        with pytest.raises(standing.Banned):
            discussion.check_draft(
                thread=make_thread(),
                author=author,
                draft=discussion.Draft(text="It was so.", language="en"),
                now=NOW,
            )

    @pytest.mark.parametrize("kind", ["WARNING", "HIDDEN_NAME", "REPORTS_SLOWED"])
    def test_keeps_nobody_from_writing_by_other_kinds(self, author, kind):
        restrict(author, kind)

        assert make_comment(author=author).pk
        assert [each.kind for each in standing.list_in_force(author, NOW)] == [kind]

    def test_names_what_holds_longest(self, author):
        restrict(author, "PAUSE", until=NOW + 2 * A_DAY)
        longest = restrict(author, "BAN", until=NOW + 3 * A_DAY)
        restrict(author, "PAUSE", until=NOW + A_DAY)
        assert standing.restriction_of(author, NOW) == longest

        endless = restrict(author, "PAUSE")
        assert standing.restriction_of(author, NOW) == endless

    def test_holds_for_one_alone(self, author):
        restrict(author, "BAN")

        for other in (make_reader(), make_guest()):
            assert standing.restriction_of(other, NOW) is None

    def test_is_of_one_author_by_the_table_as_well(self, author):
        for both in ({}, {"reader": make_reader(), "guest": make_guest()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Restriction.objects.create(kind="BAN", issued_at=NOW, **both)


class TestLiftRestriction:
    def test_lets_write_again_and_keeps_the_row(self, author):
        restriction = restrict(author, "BAN")

        actions.lift_restriction(restriction=restriction, now=NOW + A_DAY)
        actions.lift_restriction(restriction=restriction, now=NOW + 2 * A_DAY)

        assert make_comment(author=author, now=NOW + A_DAY).pk
        assert Restriction.objects.get().lifted_at == NOW + A_DAY

    def test_leaves_others_in_force(self, author):
        first, second = restrict(author, "BAN"), restrict(author, "BAN")

        actions.lift_restriction(restriction=first, now=NOW)

        assert standing.restriction_of(author, NOW) == second


class TestHiddenName:
    @pytest.mark.parametrize("language", ["en", "ar", "ru"])
    def test_stands_nowhere_in_a_thread(self, author, language):
        thread = make_thread()
        first = make_comment(thread=thread, author=author)
        make_comment(parent=first)
        restrict(author, "HIDDEN_NAME")

        with translation.override(language):
            view = selectors.get_thread_view(thread=thread, now=NOW)

        assert author.name not in repr(view)
        (shown,) = view.comments
        assert shown.author.name == shown.replies[0].answers != ""
        assert shown.author.avatar is None

    def test_is_hidden_when_others_are_shown_the_newest(self, author):
        comment = make_comment(author=author)
        restrict(author, "HIDDEN_NAME")

        newest = selectors.list_newest(thread=comment.thread, limit=5)

        assert [each.author.name for each in newest] == ["Name hidden"]

    def test_is_known_to_moderators(self, author):
        comment = make_comment(author=author)
        restrict(author, "HIDDEN_NAME")
        comment.refresh_from_db()

        shown = selectors.author_view(comment, is_revealed=True)

        assert shown.name == author.name

    def test_changes_every_thread_in_which_it_stood(self, author):
        comments = [make_comment(author=author) for _ in range(2)]
        before = len(changes.topics())

        restriction = restrict(author, "HIDDEN_NAME")
        actions.lift_restriction(restriction=restriction, now=NOW)

        threads = {f"thread:{comment.thread_id}" for comment in comments}
        assert len(changes.topics()[before:]) == 4
        assert set(changes.topics()[before:]) == threads

    def test_stays_hidden_while_anything_hides_it(self, author):
        first, second = (restrict(author, "HIDDEN_NAME") for _ in range(2))

        actions.lift_restriction(restriction=first, now=NOW)
        author.refresh_from_db()
        assert author.is_name_hidden

        actions.lift_restriction(restriction=second, now=NOW)
        author.refresh_from_db()
        assert not author.is_name_hidden


class TestAddress:
    def test_of_a_banned_guest_counts_for_a_while(self):
        restrict(make_guest(), "BAN", address_hash="a" * 32)

        assert standing.comes_from_banned("a" * 32, NOW)
        assert not standing.comes_from_banned("b" * 32, NOW)
        assert not standing.comes_from_banned("", NOW)
        assert not standing.comes_from_banned("a" * 32, NOW + 8 * A_DAY)

    def test_of_nobody_who_was_let_in_again_counts(self):
        restriction = restrict(make_guest(), "BAN", address_hash="a" * 32)

        actions.lift_restriction(restriction=restriction, now=NOW)

        assert not standing.comes_from_banned("a" * 32, NOW)

    def test_is_forgotten(self):
        old = restrict(make_guest(), "BAN", address_hash="a" * 32)
        new = restrict(make_guest(), "BAN", address_hash="b" * 32, now=NOW + A_DAY)

        assert actions.forget_addresses(before=NOW + A_DAY) == 1

        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.address_hash, new.address_hash) == ("", "b" * 32)
