"""Nobody judges for themselves: not their own words, nor what they reported."""

import pytest

from hiwar.accounts.roles import Role
from hiwar.moderation import actions
from hiwar.moderation.models import QueueItem
from tests.factories import NOW, make_comment, make_reader

pytestmark = pytest.mark.django_db

REASONS = {"rule": "spam", "explanation": "An advertisement."}


@pytest.fixture
def moderator():
    return make_reader(role=Role.MODERATOR)


def report(comment, reporter):
    return actions.report_comment(
        comment=comment,
        reporter=reporter,
        address_hash="",
        rule="spam",
        sentence="",
        now=NOW,
    )


def notify(comment, reader):
    return actions.send_notice(
        comment=comment,
        reader=reader,
        address_hash="",
        explanation="It is against the law.",
        address="https://news.example/comments/1/",
        name=reader.name,
        email=reader.email,
        is_in_good_faith=True,
        language="en",
        now=NOW,
    )


def own(moderator):
    return make_comment(author=moderator)


def reported(moderator):
    comment = make_comment()
    report(comment, moderator)
    return comment


def noticed(moderator):
    comment = make_comment()
    notify(comment, moderator)
    return comment


class TestOwnCase:
    @pytest.mark.parametrize("make", [own, reported, noticed])
    @pytest.mark.parametrize("how", [{"outcome": "KEEP"}, {"outcome": "REMOVE"}])
    def test_is_left_to_another(self, moderator, make, how):
        comment = make(moderator)
        report(comment, make_reader())
        how |= REASONS if how["outcome"] == "REMOVE" else {}

        with pytest.raises(actions.YourOwnCase):
            actions.issue_decision(comment=comment, moderator=moderator, now=NOW, **how)

        other = make_reader(role=Role.MODERATOR)
        actions.issue_decision(comment=comment, moderator=other, now=NOW, **how)

    def test_is_a_restriction_of_oneself(self, moderator):
        with pytest.raises(actions.YourOwnCase):
            actions.issue_decision(
                targets=[moderator],
                moderator=moderator,
                outcome="WARN",
                now=NOW,
                **REASONS,
            )

    def test_is_an_appeal_of_ones_own(self, moderator):
        comment = make_comment(author=moderator)
        decision = actions.issue_decision(
            comment=comment,
            moderator=make_reader(role=Role.MODERATOR),
            outcome="REMOVE",
            now=NOW,
            rule="personal_attack",
            explanation="It calls somebody a name.",
        )
        appeal = actions.lodge_appeal(
            statement=decision.statements.get(), text="I did not.", now=NOW
        )

        for outcome in ("UPHELD", "REFUSED"):
            with pytest.raises(actions.YourOwnCase):
                actions.decide_appeal(
                    appeal=appeal,
                    moderator=moderator,
                    outcome=outcome,
                    reply="I was right.",
                    now=NOW,
                )

    def test_is_told_in_the_queue_and_has_no_buttons(self, client, moderator):
        comment = reported(moderator)
        client.force_login(moderator)

        page = client.get(f"/desk/moderation/?item=c{comment.pk}").content.decode()

        assert "For another moderator" in page
        assert "You wrote this or reported it yourself." in page
        assert f'value="c{comment.pk}" aria-label' not in page
        assert 'data-act="keep"' not in page
        client.force_login(make_reader(role=Role.MODERATOR))
        other = client.get(f"/desk/moderation/?item=c{comment.pk}").content.decode()
        assert "For another moderator" not in other
        assert 'data-act="keep"' in other


class TestUndo:
    def test_lets_the_others_see_who_looks_again(self, moderator):
        comments = [make_comment(), make_comment()]
        for comment in comments:
            report(comment, make_reader())
        decision = actions.issue_decision(
            targets=comments, moderator=moderator, outcome="KEEP", now=NOW
        )

        actions.undo(decision=decision, moderator=moderator, now=NOW)

        claims = QueueItem.objects.order_by("comment").values_list("claimed_by")
        assert list(claims) == [(moderator.pk,), (None,)]
