"""Several moderators at the same moment, each with a connection of their own."""

from datetime import timedelta

import pytest

from hiwar.accounts.models import Restriction
from hiwar.discussion.models import Comment, Thread
from hiwar.kernel.errors import Refusal
from hiwar.moderation import actions, record
from hiwar.moderation.models import Decision, DecisionTarget, QueueItem, Statement
from tests.discussion.test_at_once import at_once
from tests.factories import NOW, make_comment, make_reader, make_thread

from .deciding import LATER, SECOND, decide, make_moderator, report, status

pytestmark = pytest.mark.usefixtures("_a_database_for_many")

MANY = 6


def make_moderators():
    return [make_moderator(name=f"Moderator {number}") for number in range(MANY)]


def deciding(moderator, *targets, **how):
    return lambda: decide(*targets, moderator=moderator, **how)


def told(results):
    """Return the decision that was taken, and what the others were told."""
    (decision,) = [each for each in results if isinstance(each, Decision)]
    return decision, [each for each in results if isinstance(each, Refusal)]


class TestAtOnce:
    def test_one_removes_and_the_others_are_told_who(self):
        comment = make_comment()

        results = at_once([deciding(each, comment) for each in make_moderators()])

        decision, refusals = told(results)
        assert {type(each) for each in refusals} == {actions.AlreadyDecided}
        assert {each.decision for each in refusals} == {decision}
        assert {each.comment_ids for each in refusals} == {frozenset({comment.pk})}
        assert decision.moderator.name in str(refusals[0])
        assert DecisionTarget.objects.count() == Statement.objects.count() == 1

    @pytest.mark.parametrize("mode", ["OPEN", "HELD"])
    def test_one_decides_whatever_the_others_wanted(self, mode):
        """To keep and to remove can follow one another, but nobody saw the other."""
        comment = make_comment(thread=make_thread(mode=mode))
        if mode == "OPEN":
            report(comment)
        wanted = ["KEEP", "REMOVE"] * (MANY // 2)

        results = at_once(
            [
                deciding(each, comment, outcome=outcome, seen_at=LATER)
                for each, outcome in zip(make_moderators(), wanted, strict=True)
            ]
        )

        decision, refusals = told(results)
        assert len(refusals) == MANY - 1
        kept = decision.outcome == "KEEP"
        assert status(comment) == ("PUBLISHED" if kept else "REMOVED")
        assert not QueueItem.objects.exists()

    def test_those_who_chose_the_same_in_another_order_do_not_wait_for_each_other(self):
        comments = [make_comment() for _ in range(8)]
        first, second = comments[:6], comments[2:][::-1]
        moderators = make_moderators()

        results = at_once(
            [
                deciding(each, *(first if place % 2 else second))
                for place, each in enumerate(moderators)
            ]
        )

        decision, refusals = told(results)
        assert {type(each) for each in refusals} == {actions.AlreadyDecided}
        both = {comment.pk for comment in comments[2:6]}
        assert all(each.comment_ids >= both for each in refusals)
        assert DecisionTarget.objects.count() == decision.targets.count() == 6

    def test_one_bans(self):
        author = make_reader()

        results = at_once(
            [deciding(each, author, outcome="BAN") for each in make_moderators()]
        )

        decision, refusals = told(results)
        assert {type(each) for each in refusals} == {actions.AlreadyDecided}
        assert Restriction.objects.get().decision_number == decision.pk

    def test_one_undoes_or_another_decides(self):
        comment = make_comment(thread=make_thread(mode="HELD"))
        first, second = make_moderator(), make_moderator()
        decision = decide(comment, outcome="KEEP", moderator=first)
        now = LATER + SECOND

        undone, removed = at_once(
            [
                lambda: actions.undo(decision=decision, moderator=first, now=now),
                deciding(second, comment, now=now),
            ]
        )

        assert isinstance(removed, Decision)
        assert status(comment) == "REMOVED"
        assert isinstance(undone, Decision | actions.AlreadyDecided)
        assert not QueueItem.objects.exists()
        assert record.verify().number_of_entries == Decision.objects.count()

    def test_the_record_stays_whole_and_the_numbers_exact(self):
        thread = make_thread()
        comments = [make_comment(thread=thread) for _ in range(MANY)]
        works = [
            deciding(moderator, comment, now=LATER + timedelta(seconds=place))
            for place, (moderator, comment) in enumerate(
                zip(make_moderators(), comments, strict=True)
            )
        ]

        at_once(works)

        verdict = record.verify()
        assert (verdict.is_whole, verdict.number_of_entries) == (True, MANY)
        assert Thread.objects.get().number_of_comments == 0
        assert Comment.objects.filter(status="REMOVED").count() == MANY


@pytest.mark.parametrize("outcome", ["KEEP", "REMOVE"])
def test_what_another_decided_after_the_page_was_made_is_not_decided_again(outcome):
    comment = make_comment(thread=make_thread(mode="HELD"))
    decide(comment, outcome="KEEP", moderator=make_moderator(name="Ahmed"))

    with pytest.raises(actions.AlreadyDecided, match="Ahmed"):
        decide(comment, outcome=outcome, seen_at=NOW, now=LATER + SECOND)
    # Who has seen it may well decide otherwise.
    decide(comment, seen_at=LATER + 10 * SECOND, now=LATER + 20 * SECOND)


def test_what_one_decided_oneself_or_somebody_undid_can_be_decided():
    comment, moderator = make_comment(thread=make_thread(mode="HELD")), make_moderator()
    decision = decide(comment, outcome="KEEP", moderator=moderator)
    actions.undo(decision=decision, moderator=moderator, now=LATER)

    assert decide(comment, seen_at=NOW, now=LATER + SECOND).outcome == "REMOVE"
