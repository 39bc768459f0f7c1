"""Decisions about people: warned, kept from writing, their names hidden."""

import pytest

from hiwar.accounts import standing
from hiwar.accounts.models import Restriction
from hiwar.moderation import actions
from hiwar.moderation.models import Decision, Statement
from tests.factories import NOW, make_comment, make_guest, make_reader

from .deciding import A_DAY, LATER, decide, make_moderator, status

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[make_reader, make_guest], ids=["reader", "guest"])
def author(request):
    return request.param()


class TestRestrictions:
    @pytest.mark.parametrize(
        ("outcome", "kind"),
        [
            ("WARN", "WARNING"),
            ("PAUSE", "PAUSE"),
            ("BAN", "BAN"),
            ("HIDE_NAME", "HIDDEN_NAME"),
        ],
    )
    def test_hold_and_are_explained(self, author, outcome, kind):
        until = LATER + A_DAY if outcome == "PAUSE" else None

        decision = decide(author, outcome=outcome, until=until)

        restriction = Restriction.objects.get()
        assert (restriction.kind, restriction.until) == (kind, until)
        assert restriction.decision_number == decision.pk
        assert (restriction.reader or restriction.guest) == author
        assert Statement.objects.get().decision == decision

    def test_leave_comments_as_they_are(self, author):
        comment = make_comment(author=author)

        decide(author, outcome="BAN")

        assert status(comment) == "PUBLISHED"

    def test_know_a_banned_guest_by_the_newest_address(self):
        guest = make_guest()
        make_comment(author=guest, address_hash="a" * 32)
        make_comment(author=guest, address_hash="b" * 32, now=NOW + A_DAY)

        decide(guest, outcome="BAN", now=NOW + A_DAY)

        assert standing.comes_from_banned("b" * 32, NOW + A_DAY)
        assert not standing.comes_from_banned("a" * 32, NOW + A_DAY)

    @pytest.mark.parametrize("until", [None, NOW])
    def test_end_some_day_when_they_are_a_pause(self, author, until):
        with pytest.raises(actions.EndMissing):
            decide(author, outcome="PAUSE", until=until)

    def test_need_their_reasons(self, author):
        with pytest.raises(actions.ReasonsMissing):
            decide(author, outcome="WARN", explanation=" ")

    def test_are_not_imposed_twice(self, author):
        moderator = make_moderator(name="Ahmed")
        decide(author, outcome="BAN", moderator=moderator)

        with pytest.raises(actions.AlreadyDecided, match="Ahmed"):
            decide(author, outcome="BAN", until=LATER + A_DAY)

    def test_can_be_made_longer(self, author):
        decide(author, outcome="PAUSE", until=LATER + A_DAY)

        decide(author, outcome="PAUSE", until=LATER + 2 * A_DAY)

        in_force = standing.restriction_of(author, LATER)
        assert in_force.until == LATER + 2 * A_DAY

    def test_are_not_about_comments_and_removals_not_about_people(self, author):
        comment = make_comment(author=author)
        for targets, outcome in (
            ([comment], "BAN"),
            ([author], "REMOVE"),
            ([author, comment], "BAN"),
            ([author, comment], "REMOVE"),
            ([], "REMOVE"),
            ([], "BAN"),
            ([comment], "UNDO"),
            ([author], "UNDO"),
        ):
            with pytest.raises(actions.WrongTargets):
                decide(*targets, outcome=outcome)
        assert Decision.objects.count() == 0


class TestLift:
    def test_ends_what_is_in_force_and_names_what_it_reverses(self, author):
        ban = decide(author, outcome="BAN")

        decision = decide(author, outcome="LIFT")

        assert decision.reverses == ban
        assert standing.restriction_of(author, LATER) is None

    def test_ends_only_what_it_reverses(self, author):
        ban = decide(author, outcome="BAN")
        decide(author, outcome="HIDE_NAME")

        decide(author, outcome="LIFT", reverses=ban)

        (left,) = standing.list_in_force(author, LATER)
        assert left.kind == "HIDDEN_NAME"

    def test_finds_nothing_to_end(self, author):
        decide(author, outcome="WARN")
        with pytest.raises(actions.NothingToLift):
            decide(make_reader(), outcome="LIFT")

    def test_takes_back_a_pause_that_has_passed(self, author):
        pause = decide(author, outcome="PAUSE", until=LATER + A_DAY)

        decision = decide(author, outcome="LIFT", reverses=pause, now=LATER + 2 * A_DAY)

        assert decision.reverses == pause
