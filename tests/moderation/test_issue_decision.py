from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion import selectors
from hiwar.kernel import changes
from hiwar.moderation import actions, rules, topics
from hiwar.moderation.models import Decision
from tests.factories import NOW, make_comment, make_reader, make_thread

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
REASONS = {"rule": "personal_attack", "explanation": "It calls somebody a name."}


def decide(comment, outcome, *, moderator=None, **reasons):
    return actions.issue_decision(
        comment=comment,
        moderator=moderator or make_reader(role=Role.MODERATOR),
        outcome=outcome,
        **reasons,
        now=LATER,
    )


def status(comment):
    comment.refresh_from_db()
    return comment.status


def target(decision):
    return decision.targets.get().comment


class TestIssueDecision:
    def test_removes_with_reasons_and_records_who_decided(self):
        comment, moderator = make_comment(), make_reader(role=Role.MODERATOR)

        decision = decide(comment, "REMOVE", moderator=moderator, **REASONS)

        assert status(comment) == "REMOVED"
        assert (target(decision), decision.moderator) == (comment, moderator)
        assert (decision.rule, decision.explanation) == tuple(REASONS.values())
        assert decision.issued_at == LATER

    def test_tells_readers_the_rule_in_their_language(self):
        first = make_comment()
        make_comment(parent=first)
        decide(first, "REMOVE", **REASONS)
        first.refresh_from_db()

        for language in ("en", "ar"):
            with translation.override(language):
                shown = selectors.get_comment_view(comment=first)
                assert shown.removal_rule == dict(rules.list_rules())["personal_attack"]

    def test_publishes_what_waited(self):
        comment = make_comment(thread=make_thread(mode="HELD"))

        decide(comment, "KEEP")

        assert status(comment) == "PUBLISHED"
        assert Decision.objects.get().outcome == "KEEP"

    def test_restores_what_was_removed_and_keeps_both_rows(self):
        comment = make_comment()
        decide(comment, "REMOVE", **REASONS)

        decide(comment, "RESTORE")

        assert status(comment) == "PUBLISHED"
        outcomes = Decision.objects.order_by("id").values_list("outcome", flat=True)
        assert list(outcomes) == ["REMOVE", "RESTORE"]

    @pytest.mark.parametrize(
        "reasons",
        [
            {},
            {"rule": "personal_attack"},
            {"explanation": "Because."},
            {"rule": "personal_attack", "explanation": "  \n"},
            {"rule": "because", "explanation": "Because."},
        ],
    )
    def test_removes_nothing_without_reasons(self, reasons):
        comment = make_comment()

        with pytest.raises(actions.ReasonsMissing):
            decide(comment, "REMOVE", **reasons)
        assert status(comment) == "PUBLISHED"
        assert Decision.objects.count() == 0

    def test_refuses_an_explanation_that_nobody_would_read(self):
        with pytest.raises(actions.ExplanationTooLong):
            decide(make_comment(), "REMOVE", rule="spam", explanation="x" * 2_001)

    @pytest.mark.parametrize("role", [None, Role.REPORTER])
    def test_is_for_moderators_only(self, role):
        comment = make_comment()

        with pytest.raises(actions.NotAModerator):
            decide(comment, "REMOVE", moderator=make_reader(role=role), **REASONS)
        assert status(comment) == "PUBLISHED"

    def test_is_not_for_a_moderator_whose_account_is_closed(self):
        moderator = make_reader(role=Role.MODERATOR)
        moderator.is_active = False

        with pytest.raises(actions.NotAModerator):
            decide(make_comment(), "REMOVE", moderator=moderator, **REASONS)

    @pytest.mark.parametrize(
        ("before", "outcome", "refusal"),
        [
            ("PUBLISHED", "KEEP", discussion.AlreadyPublished),
            ("PUBLISHED", "RESTORE", discussion.NotRemoved),
            ("PENDING", "RESTORE", discussion.NotRemoved),
            ("REMOVED", "REMOVE", discussion.AlreadyRemoved),
            ("REMOVED", "KEEP", discussion.AlreadyRemoved),
            ("WITHDRAWN", "KEEP", discussion.AlreadyWithdrawn),
            ("WITHDRAWN", "RESTORE", discussion.NotRemoved),
        ],
    )
    def test_says_when_somebody_else_was_first(self, before, outcome, refusal):
        mode = "HELD" if before == "PENDING" else "OPEN"
        comment = make_comment(thread=make_thread(mode=mode))
        if before == "REMOVED":
            discussion.remove_comment(comment=comment, now=NOW)
        if before == "WITHDRAWN":
            discussion.withdraw_comment(comment=comment, now=NOW)

        with pytest.raises(refusal):
            decide(comment, outcome, **REASONS)
        assert status(comment) == before
        assert Decision.objects.count() == 0

    def test_records_that_the_thread_changed(self):
        comment, moderator = make_comment(), make_reader(role=Role.MODERATOR)
        before = len(changes.topics())

        decide(comment, "REMOVE", moderator=moderator, **REASONS)

        named = [f"thread:{comment.thread_id}", topics.OUTSIDE]
        assert changes.topics()[before:] == named

    def test_is_held_to_its_reasons_by_the_table_as_well(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(outcome="REMOVE", issued_at=NOW)


class TestRecordPastRemovals:
    def test_adds_what_was_decided_elsewhere_once(self):
        comment = make_comment()
        past = actions.PastRemoval(
            comment_id=comment.pk, rule="Rule 4", explanation="Foul.", issued_at=NOW
        )

        for _ in range(2):
            actions.record_past_removals(removals=[past])

        decision = Decision.objects.get()
        assert (target(decision), decision.moderator) == (comment, None)
        assert (decision.rule, decision.explanation) == ("Rule 4", "Foul.")
