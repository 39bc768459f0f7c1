"""What the scorer may learn from: the last word of people about each comment."""

import pytest

from hiwar.moderation import actions, selectors
from tests.factories import NOW, make_comment

from .deciding import A_DAY, LATER, decide, make_moderator, report

pytestmark = pytest.mark.django_db


def judged():
    return [(one.text, one.is_removed) for one in selectors.list_judged(most=100)]


class TestListJudged:
    def test_is_what_people_removed_and_kept_in_order_of_time(self):
        kept, removed = make_comment(text="Kept."), make_comment(text="Removed.")
        make_comment(text="Nobody looked.")
        report(kept)

        decide(removed, now=LATER + A_DAY)
        decide(kept, outcome="KEEP", now=LATER)

        assert judged() == [("Kept.", False), ("Removed.", True)]

    def test_counts_what_was_restored_as_kept(self):
        comment = make_comment(text="Restored.")
        decide(comment, now=LATER)
        comment.refresh_from_db()

        decide(comment, outcome="RESTORE", now=LATER + A_DAY)

        assert judged() == [("Restored.", False)]

    def test_forgets_what_was_undone_within_seconds(self):
        moderator, comment = make_moderator(), make_comment()
        decision = decide(comment, moderator=moderator, now=LATER)

        actions.undo(decision=decision, moderator=moderator, now=LATER)

        assert judged() == []

    def test_leaves_out_what_was_removed_for_no_fault_of_tone(self):
        decide(make_comment(), rule="spam")

        assert judged() == []

    def test_leaves_out_what_was_decided_elsewhere(self):
        comment = make_comment()
        past = actions.PastRemoval(
            comment_id=comment.pk, rule="hatred", explanation="Old.", issued_at=NOW
        )

        actions.record_past_removals(removals=[past])

        assert judged() == []

    def test_returns_the_newest_where_there_are_many(self):
        for text in ("First.", "Second."):
            comment = make_comment(text=text)
            report(comment)
            decide(comment, outcome="KEEP")

        (newest,) = selectors.list_judged(most=1)

        assert newest.text == "Second."
