"""Whoever sent a notice hears of it when the decision is turned round later."""

from datetime import timedelta

import pytest

from hiwar.accounts.roles import Role
from hiwar.moderation import actions
from tests.factories import NOW, make_comment, make_reader

from .post import letters, run_due

pytestmark = pytest.mark.django_db

NORA = "nora@example.org"
AN_HOUR = timedelta(hours=1)


def notify(comment, email=NORA):
    return actions.send_notice(
        comment=comment,
        reader=None,
        address_hash="a" * 32,
        explanation="It is against the law.",
        address="https://news.example/comments/1/",
        name="Nora",
        email=email,
        is_in_good_faith=True,
        language="en",
        law="§ 185 StGB",
        rule="illegal",
        now=NOW,
    )


def decide(comment, outcome, now, moderator=None):
    return actions.issue_decision(
        comment=comment,
        moderator=moderator or make_reader(role=Role.MODERATOR),
        outcome=outcome,
        now=now,
        **(
            {"rule": "illegal", "explanation": "It insults somebody."}
            if outcome == "REMOVE"
            else {"explanation": "It does not insult anybody."}
        ),
    )


def uphold(now, **of):
    appeal = actions.lodge_appeal(**of, text="I object.", now=now)
    return actions.decide_appeal(
        appeal=appeal,
        moderator=make_reader(role=Role.MODERATOR),
        outcome="UPHELD",
        reply="You are right.",
        now=now,
    )


def subjects(to):
    return [letter.subject for letter in letters(to)]


CHANGED = "A decision about your notice has been changed"


class TestNotifier:
    def test_hears_once_that_an_appeal_has_put_it_back(self, client):
        comment = make_comment()
        notice = notify(comment)
        decision = decide(comment, "REMOVE", NOW)
        run_due(NOW + AN_HOUR)

        uphold(NOW + AN_HOUR, statement=decision.statements.get())
        for _time in range(2):
            run_due(NOW + 2 * AN_HOUR)

        assert subjects(NORA).count(CHANGED) == 1
        assert "the comment has been put back" in letters(NORA)[-1]
        page = client.get(f"/en/notices/{notice.key}/").content.decode()
        assert "the comment has been put back" in page

    def test_hears_that_somebody_elses_appeal_has_removed_it(self):
        comment = make_comment()
        notify(comment)
        other = notify(comment, email="omar@example.org")
        decide(comment, "KEEP", NOW)
        run_due(NOW + AN_HOUR)
        other.refresh_from_db()

        uphold(NOW + AN_HOUR, notice=other)
        run_due(NOW + 2 * AN_HOUR)

        assert subjects(NORA)[-1] == CHANGED
        assert "removed after all" in letters(NORA)[-1]
        # Who objected has an answer to that.
        assert CHANGED not in subjects("omar@example.org")

    def test_hears_nothing_of_what_was_undone(self):
        comment = make_comment()
        notify(comment)
        decide(comment, "REMOVE", NOW)
        run_due(NOW + AN_HOUR)
        moderator = make_reader(role=Role.MODERATOR)
        restored = decide(comment, "RESTORE", NOW + AN_HOUR, moderator)

        actions.undo(decision=restored, moderator=moderator, now=NOW + AN_HOUR)
        run_due(NOW + 2 * AN_HOUR)

        assert CHANGED not in subjects(NORA)
