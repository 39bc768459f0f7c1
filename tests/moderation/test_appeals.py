"""Appeals: lodged once and in time, decided by somebody else, made good at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hiwar.accounts import standing
from hiwar.accounts.roles import Role
from hiwar.discussion.models import Comment
from hiwar.moderation import actions
from hiwar.moderation.models import Appeal, Decision, Notice, QueueItem, Statement
from hiwar.moderation.words import WordsMissing, WordsTooLong
from tests.factories import NOW, make_comment, make_paper, make_reader
from tests.moderation.post import letters, run_due
from tests.moderation.typed import faulty, typed

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TEXT = "It says nothing of the kind. Please read the comment that it answers."


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


@pytest.fixture
def first():
    return make_reader(role=Role.MODERATOR)


@pytest.fixture
def second():
    return make_reader(role=Role.MODERATOR)


def remove(moderator, *comments, now=NOW):
    decision = actions.issue_decision(
        targets=comments,
        moderator=moderator,
        outcome="REMOVE",
        rule="personal_attack",
        explanation="It insults.",
        now=now,
    )
    return decision.statements.order_by("id").first()


def keep(moderator, comment, *, email="rana@example.org", now=NOW):
    """Send a notice and refuse it; return the notice."""
    notice = actions.send_notice(
        comment=comment,
        reader=None,
        address_hash="a" * 32,
        explanation="A lie about my brother.",
        address="http://127.0.0.1/comments/1/",
        name="Rana",
        email=email,
        is_in_good_faith=True,
        language="en",
        now=now,
    )
    actions.issue_decision(
        comment=comment,
        moderator=moderator,
        outcome="KEEP",
        explanation="It is what the court found.",
        now=now,
    )
    return Notice.objects.get(pk=notice.pk)


def lodge(*, now=NOW + DAY, text=TEXT, **about):
    return actions.lodge_appeal(text=text, now=now, **about)


def decide(appeal, moderator, outcome="UPHELD", *, now=NOW + 2 * DAY):
    return actions.decide_appeal(
        appeal=appeal, moderator=moderator, outcome=outcome, reply="So be it.", now=now
    )


class TestLodgeAppeal:
    def test_lets_it_wait_for_a_moderator(self, first):
        statement = remove(first, make_comment())

        appeal = lodge(statement=statement)

        item = QueueItem.objects.get(appeal=appeal)
        assert item.since == NOW + DAY
        assert item.due_at > item.since

    def test_is_possible_once(self, first):
        statement = remove(first, make_comment())
        lodge(statement=statement)

        with pytest.raises(actions.AlreadyAppealed):
            lodge(statement=statement)

        assert Appeal.objects.count() == 1

    @pytest.mark.parametrize("days", [0, 183, 184])
    def test_is_in_time_for_half_a_year(self, first, days):
        statement = remove(first, make_comment())

        appeal = lodge(statement=statement, now=NOW + days * DAY)

        assert appeal.lodged_at == NOW + days * DAY

    def test_is_too_late_on_the_day_after(self, first):
        notice = keep(first, make_comment())
        statement = remove(first, make_comment())

        for about in ({"statement": statement}, {"notice": notice}):
            with pytest.raises(actions.AppealTooLate):
                lodge(now=NOW + 185 * DAY, **about)

    def test_is_for_a_notifier_whose_notice_was_refused(self, first):
        notice = keep(first, make_comment())

        appeal = lodge(notice=notice)

        assert appeal.notice == notice

    def test_is_not_for_a_notifier_who_got_what_they_wanted(self, first):
        comment = make_comment()
        notice = keep(first, comment)
        Notice.objects.filter(pk=notice.pk).update(settled_by=None, answer_at=None)
        remove(first, comment, now=NOW + timedelta(hours=1))

        with pytest.raises(actions.NothingToAppeal):
            lodge(notice=notice)

    def test_is_not_possible_before_anything_is_decided(self):
        notice = actions.send_notice(
            comment=make_comment(),
            reader=None,
            address_hash="a" * 32,
            explanation="A lie.",
            address="http://127.0.0.1/comments/1/",
            name="Rana",
            email="rana@example.org",
            is_in_good_faith=True,
            language="en",
            now=NOW,
        )

        with pytest.raises(actions.NothingToAppeal):
            lodge(notice=notice)

    def test_is_not_possible_against_what_was_taken_back(self, first):
        comment = make_comment()
        statement = remove(first, comment)
        actions.issue_decision(
            targets=[comment],
            moderator=first,
            outcome="RESTORE",
            reverses=statement.decision,
            now=NOW,
        )

        with pytest.raises(actions.NothingToAppeal):
            lodge(statement=statement)

    @pytest.mark.parametrize(
        ("text", "refusal"), [(" \n", WordsMissing), ("x" * 5_001, WordsTooLong)]
    )
    def test_needs_words_that_can_be_kept(self, first, text, refusal):
        statement = remove(first, make_comment())

        with pytest.raises(refusal):
            lodge(statement=statement, text=text)


class TestDecideAppeal:
    def test_restores_what_was_removed_at_once_when_upheld(self, first, second):
        comment = make_comment()
        statement = remove(first, comment)

        appeal = decide(lodge(statement=statement), second)

        comment.refresh_from_db()
        assert comment.status == Comment.Status.PUBLISHED
        assert appeal.decision.reverses == statement.decision
        assert appeal.decision.source == Decision.Source.APPEAL
        assert not QueueItem.objects.exists()

    def test_restores_only_what_is_the_author_s_of_a_decision_about_several(
        self, first, second
    ):
        own, foreign = make_comment(), make_comment()
        remove(first, own, foreign)
        statement = Statement.objects.get(reader=own.reader)

        decide(lodge(statement=statement), second)

        own.refresh_from_db()
        foreign.refresh_from_db()
        assert (own.status, foreign.status) == ("PUBLISHED", "REMOVED")
        other = Statement.objects.get(reader=foreign.reader)
        decide(lodge(statement=other), second)
        foreign.refresh_from_db()
        assert foreign.status == "PUBLISHED"

    def test_leaves_what_was_removed_when_refused(self, first, second):
        comment = make_comment()

        appeal = decide(lodge(statement=remove(first, comment)), second, "REFUSED")

        comment.refresh_from_db()
        assert comment.status == Comment.Status.REMOVED
        assert appeal.decision is None

    def test_lifts_a_restriction(self, first, second):
        reader = make_reader()
        decision = actions.issue_decision(
            targets=[reader],
            moderator=first,
            outcome="BAN",
            rule="hatred",
            explanation="Again and again.",
            now=NOW,
        )

        decide(lodge(statement=decision.statements.get()), second)

        assert standing.restriction_of(reader, NOW + 3 * DAY) is None

    @pytest.mark.parametrize("law", ["", "Penal Code, § 111"])
    @pytest.mark.parametrize("rule", ["", "defamation", "illegal"])
    def test_removes_what_a_notice_was_about(self, first, second, rule, law):
        comment = make_comment()
        notice = keep(first, comment)
        Notice.objects.filter(pk=notice.pk).update(rule=rule, law=law)

        appeal = decide(lodge(notice=notice), second)

        comment.refresh_from_db()
        assert comment.status == Comment.Status.REMOVED
        assert appeal.decision.statements.get().reader == comment.reader
        assert law in appeal.decision.legal_ground

    def test_is_not_for_who_took_the_decision(self, first):
        appeal = lodge(statement=remove(first, make_comment()))

        with pytest.raises(actions.SameModerator):
            decide(appeal, first)

        appeal.refresh_from_db()
        assert appeal.outcome == ""

    def test_is_not_for_who_is_no_moderator(self, first):
        appeal = lodge(statement=remove(first, make_comment()))

        with pytest.raises(actions.NotAModerator):
            decide(appeal, make_reader())

    def test_happens_once(self, first, second):
        appeal = lodge(statement=remove(first, make_comment()))
        decide(appeal, second, "REFUSED")

        with pytest.raises(actions.AppealDecided):
            decide(appeal, second, "UPHELD")

    def test_needs_a_reply(self, first, second):
        appeal = lodge(statement=remove(first, make_comment()))

        with pytest.raises(WordsMissing):
            actions.decide_appeal(
                appeal=appeal, moderator=second, outcome="UPHELD", reply=" ", now=NOW
            )

    def test_leaves_alone_what_has_come_about_meanwhile(self, first, second):
        comment = make_comment()
        appeal = lodge(statement=remove(first, comment))
        actions.issue_decision(
            targets=[comment], moderator=first, outcome="RESTORE", now=NOW + DAY
        )

        appeal = decide(appeal, second)

        assert (appeal.outcome, appeal.decision) == ("UPHELD", None)


class TestLetters:
    def test_tell_the_author_what_was_decided_and_once(self, first, second):
        reader = make_reader(email="rima@example.org")
        decide(lodge(statement=remove(first, make_comment(author=reader))), second)

        run_due(NOW + 2 * DAY + timedelta(seconds=15))
        run_due(NOW + 3 * DAY)

        (_statement, reply) = letters(to="rima@example.org")
        assert "you were right" in reply
        assert "So be it." in reply

    def test_tell_the_notifier_of_the_decision_and_of_the_appeal(self, first, second):
        notice = keep(first, make_comment())
        run_due(NOW + timedelta(seconds=15))
        decide(lodge(notice=notice), second)

        run_due(NOW + 3 * DAY)

        receipt, answer, reply = letters(to="rana@example.org")
        assert "has not been removed" in answer
        assert "It is what the court found." in answer
        assert "You can object to this decision until 19 August 2017" in answer
        assert "you were right" in reply
        assert "A lie about my brother." not in receipt.text + answer.text + reply.text


class TestAppealPage:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_takes_an_objection_without_a_script(self, first, language):
        # Lodged now, so it has to be a decision of these days.
        statement = remove(first, make_comment(), now=timezone.now())
        client = Client(enforce_csrf_checks=True)
        page = f"/{language}/statements/{statement.key}/"
        token = typed(client.get(page))["csrfmiddlewaretoken"]

        answer = client.post(
            f"{page}appeal/", {"text": TEXT, "csrfmiddlewaretoken": token}
        )

        assert (answer.status_code, answer["Location"]) == (303, f"{page}#objection")
        assert Appeal.objects.get().text == TEXT
        html = client.get(page).content.decode()
        assert TEXT in html
        assert 'name="text"' not in html

    def test_keeps_what_was_typed_when_it_is_refused(self, first, client):
        statement = remove(first, make_comment(), now=timezone.now())
        text = "x" * 5_001

        answer = client.post(f"/en/statements/{statement.key}/appeal/", {"text": text})

        assert answer.status_code == 422
        assert faulty(answer) == ["text"]
        assert typed(answer)["text"] == text

    def test_keeps_what_was_typed_when_it_is_too_late(self, first, client):
        statement = remove(first, make_comment(), now=NOW)

        answer = client.post(f"/en/statements/{statement.key}/appeal/", {"text": TEXT})

        assert answer.status_code == 409
        assert typed(answer)["text"] == TEXT
        assert "The time to object to this decision has passed." in (
            answer.content.decode()
        )

    def test_leads_back_to_the_decision_when_it_is_only_opened(self, first, client):
        notice = keep(first, make_comment())
        statement = remove(first, make_comment())

        for page in (f"/en/statements/{statement.key}/", f"/en/notices/{notice.key}/"):
            assert client.get(f"{page}appeal/")["Location"] == page

    def test_takes_a_notifier_s_objection_and_shows_the_decision_about_it(
        self, first, second, client
    ):
        notice = keep(first, make_comment(), now=timezone.now() - DAY)
        page = f"/en/notices/{notice.key}/"

        answer = client.post(f"{page}appeal/", {"text": TEXT})
        decide(
            Appeal.objects.get(),
            second,
            "REFUSED",
            now=timezone.now() - timedelta(hours=1),
        )

        assert answer.status_code == 303
        html = client.get(page).content.decode()
        assert "The decision stays as it is." in html
        assert "So be it." in html
