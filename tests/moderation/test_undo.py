"""Undoing: everything is as it was before, and nobody has heard of it."""

from datetime import timedelta

import pytest

from hiwar.accounts import standing
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, Thread
from hiwar.moderation import actions, record
from hiwar.moderation.models import Decision, QueueItem, Statement
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

from .deciding import (
    A_DAY,
    LATER,
    SECOND,
    decide,
    make_moderator,
    notify,
    report,
    status,
)
from .post import letters, run_due

pytestmark = pytest.mark.django_db

AT_ONCE = LATER + 5 * SECOND


@pytest.fixture
def moderator():
    return make_moderator()


def undo(decision, *, moderator=None, now=AT_ONCE):
    return actions.undo(
        decision=decision, moderator=moderator or decision.moderator, now=now
    )


def world():
    """Return all that a decision may change, as it is now."""
    return (
        list(
            Comment.objects.order_by("id").values(
                "id", "status", "removal_rule", "number_of_replies", "withdrawn_at"
            )
        ),
        list(
            Thread.objects.order_by("id").values(
                "id", "number_of_comments", "last_comment_at"
            )
        ),
        list(
            QueueItem.objects.order_by("comment").values(
                "comment",
                "is_held",
                "number_of_reports",
                "number_of_notices",
                "since",
                "due_at",
            )
        ),
    )


def make_in(state):
    """Return a reported comment in `state`."""
    thread = make_thread(mode="HELD" if state == "PENDING" else "OPEN")
    parent = make_comment(parent=None, thread=make_thread())
    comment = (
        make_comment(thread=thread)
        if state == "PENDING"
        else make_comment(parent=parent)
    )
    if state == "PUBLISHED":
        report(comment)
        notify(comment)
    if state == "WITHDRAWN":
        discussion.withdraw_comment(comment=comment, now=NOW)
    if state == "REMOVED":
        decide(comment, rule="hatred", now=NOW)
    return comment


class TestUndo:
    @pytest.mark.parametrize(
        ("state", "outcome"),
        [
            ("PUBLISHED", "REMOVE"),
            ("PUBLISHED", "KEEP"),
            ("PENDING", "KEEP"),
            ("PENDING", "REMOVE"),
            ("WITHDRAWN", "REMOVE"),
            ("REMOVED", "RESTORE"),
        ],
    )
    def test_brings_back_exactly_what_was(self, state, outcome):
        comment = make_in(state)
        before = world()
        decision = decide(comment, outcome=outcome)
        assert world() != before

        undone = undo(decision)

        assert world() == before
        assert (undone.reverses, undone.is_undo) == (decision, True)
        assert undone.outcome == "UNDO"

    def test_brings_back_many_that_were_each_in_another_state(self):
        comments = [make_in(state) for state in ("PUBLISHED", "PENDING", "WITHDRAWN")]
        before = world()

        undo(decide(*comments))

        assert world() == before

    def test_voids_statements_and_opens_what_was_settled(self):
        comment = make_comment()
        told, notice = report(comment), notify(comment)
        decision = decide(comment)

        undo(decision)

        told.refresh_from_db()
        notice.refresh_from_db()
        assert Statement.objects.get().is_void
        assert told.settled_by is notice.settled_by is notice.answer_at is None

    def test_lets_no_letter_leave(self):
        comment = make_comment()
        decision = decide(comment)

        undo(decision)
        run_due()

        assert comment.reader.email not in [letter.to for letter in letters()]

    @pytest.mark.parametrize("make", [make_reader, make_guest])
    @pytest.mark.parametrize("outcome", ["WARN", "PAUSE", "BAN", "HIDE_NAME"])
    def test_lifts_a_restriction(self, make, outcome):
        author = make()
        decision = decide(author, outcome=outcome, until=LATER + A_DAY)

        undo(decision)

        author.refresh_from_db()
        assert standing.list_in_force(author, AT_ONCE) == []
        assert not author.is_name_hidden

    def test_restores_a_restriction_that_was_lifted(self):
        author = make_reader()
        ban = decide(author, outcome="BAN", now=NOW)
        decide(author, outcome="HIDE_NAME", now=NOW)
        lift = decide(author, outcome="LIFT")

        undo(lift)

        author.refresh_from_db()
        assert standing.restriction_of(author, AT_ONCE).decision_number == ban.pk
        assert author.is_name_hidden
        # The ban can be lifted again, by a decision that names it.
        assert decide(author, outcome="LIFT", reverses=ban).outcome == "LIFT"

    def test_lets_the_same_be_reversed_later(self):
        comment = make_comment()
        removal = decide(comment)
        undo(decide(comment, outcome="RESTORE"))

        again = decide(comment, outcome="RESTORE", now=AT_ONCE)

        assert again.reverses == removal

    def test_leaves_what_its_author_took_back(self):
        comment = make_comment(thread=make_thread(mode="HELD"))
        decision = decide(comment, outcome="KEEP")
        discussion.withdraw_comment(comment=comment, now=AT_ONCE)

        undo(decision)

        assert status(comment) == "WITHDRAWN"

    def test_stands_in_the_record(self):
        undo(decide(make_comment()))

        assert record.verify().number_of_entries == 2
        assert Decision.objects.count() == 2

    def test_can_be_decided_anew(self):
        comment = make_comment()
        undo(decide(comment))

        decide(comment, rule="threats", now=AT_ONCE)

        comment.refresh_from_db()
        assert comment.removal_rule == "threats or calls for violence"


class TestUndoRefuses:
    def test_when_ten_seconds_have_passed(self):
        comment = make_comment()
        decision = decide(comment)

        with pytest.raises(actions.UndoTooLate):
            undo(decision, now=LATER + 11 * SECOND)
        assert status(comment) == "REMOVED"
        undo(decision, now=LATER + 10 * SECOND)

    def test_before_any_letter_leaves(self):
        assert actions.UNDO_SECONDS < actions.LETTER_SECONDS

    def test_another_moderator(self):
        decision = decide(make_comment())

        with pytest.raises(actions.NotYourDecision):
            undo(decision, moderator=make_moderator())

    def test_who_is_no_moderator_any_more(self, moderator):
        decision = decide(make_comment(), moderator=moderator)
        moderator.is_active = False

        with pytest.raises(actions.NotAModerator):
            undo(decision, moderator=moderator)

    def test_to_undo_twice_or_an_undoing(self):
        decision = decide(make_comment())
        undone = undo(decision)

        for each in (decision, undone):
            with pytest.raises(actions.UndoTooLate):
                undo(each)

    def test_when_somebody_else_has_decided_since(self):
        comment = make_comment(thread=make_thread(mode="HELD"))
        decision = decide(comment, outcome="KEEP")
        decide(comment, moderator=make_moderator(name="Ahmed"), now=LATER + SECOND)

        with pytest.raises(actions.AlreadyDecided, match="Ahmed"):
            undo(decision)
        assert status(comment) == "REMOVED"

    def test_when_the_letter_is_in_the_post(self):
        decision = decide(make_comment())
        Statement.objects.update(mailed_at=LATER + timedelta(seconds=1))

        with pytest.raises(actions.UndoTooLate):
            undo(decision)

    def test_when_somebody_objected_already(self):
        decision = decide(make_comment())
        actions.lodge_appeal(
            statement=Statement.objects.get(), text="It was not so.", now=AT_ONCE
        )

        with pytest.raises(actions.UndoTooLate):
            undo(decision)
