"""Reporting a comment: what the action keeps, counts and refuses."""

from datetime import timedelta

import pytest

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Restriction
from hiwar.discussion import actions as discussion
from hiwar.moderation import actions
from hiwar.moderation.models import QueueItem, Report
from hiwar.moderation.words import WordsTooLong, WordsUnreadable
from tests.factories import NOW, make_comment, make_guest, make_reader

pytestmark = pytest.mark.django_db

HOME = "a" * 32
ELSEWHERE = "b" * 32


def report(comment, *, by=None, address=HOME, rule="off_topic", now=NOW, sentence=""):
    return actions.report_comment(
        comment=comment,
        reporter=by,
        address_hash="" if by else address,
        rule=rule,
        sentence=sentence,
        now=now,
    )


class TestReportComment:
    def test_seals_what_the_comment_says_at_that_moment(self):
        comment = make_comment(text="It was *so*.")

        made = report(comment, by=make_reader())

        assert made.seal.text == "It was *so*."
        assert made.seal.html == comment.html
        assert made.seal.author_name == comment.reader.name
        assert made.seal.sealed_at == NOW

    def test_lets_the_comment_wait_for_a_moderator(self):
        comment = make_comment()

        report(comment, by=make_reader())
        report(comment, by=make_reader())

        item = QueueItem.objects.get(comment=comment)
        assert item.number_of_reports == 2

    def test_keeps_every_script_as_typed(self, language):
        words = {"en": "It was 🔥", "ar": "كان كذلك", "ru": "Так и было."}[language]

        made = report(make_comment(), by=make_reader(), sentence=f"  {words}\r\n")

        assert made.sentence == words

    @pytest.mark.parametrize("person", ["reader", "guest", "nobody"])
    def test_counts_a_person_once(self, person):
        comment = make_comment()
        by = {"reader": make_reader, "guest": make_guest, "nobody": lambda: None}
        who = by[person]()
        report(comment, by=who)

        with pytest.raises(actions.AlreadyReported):
            report(comment, by=who)

        assert Report.objects.count() == 1

    def test_tells_people_of_two_addresses_apart(self):
        comment = make_comment()

        report(comment, address=HOME)
        report(comment, address=ELSEWHERE)

        assert Report.objects.count() == 2

    def test_keeps_no_address_of_whoever_is_known_otherwise(self):
        made = report(make_comment(), by=make_guest())

        assert made.address_hash == ""

    def test_takes_what_its_author_took_back_since(self):
        comment = make_comment(text="I know where you live.")
        discussion.withdraw_comment(comment=comment, now=NOW)

        made = report(comment, by=make_reader())

        assert made.seal.text == "I know where you live."

    def test_refuses_what_a_moderator_has_removed(self):
        comment = make_comment()
        discussion.remove_comment(comment=comment, now=NOW)

        with pytest.raises(actions.NothingToReport):
            report(comment, by=make_reader())

    @pytest.mark.parametrize("rule", ["", "rudeness", "PERSONAL_ATTACK"])
    def test_refuses_a_rule_that_there_is_not(self, rule):
        with pytest.raises(actions.RuleUnknown):
            report(make_comment(), by=make_reader(), rule=rule)

    @pytest.mark.parametrize(
        ("sentence", "refusal"),
        [
            ("x" * 501, WordsTooLong),
            ("\ud800", WordsUnreadable),
            ("\x00", WordsUnreadable),
        ],
    )
    def test_refuses_words_that_cannot_be_kept(self, sentence, refusal):
        with pytest.raises(refusal) as refused:
            report(make_comment(), by=make_reader(), sentence=sentence)

        assert refused.value.field == "sentence"
        assert not Report.objects.exists()


class TestPace:
    def test_ends_for_an_hour_after_twenty_reports(self):
        reader = make_reader()
        for minute in range(20):
            report(make_comment(), by=reader, now=NOW + timedelta(minutes=minute))

        with pytest.raises(actions.ReportingTooFast) as refused:
            report(make_comment(), by=reader, now=NOW + timedelta(minutes=30))

        assert refused.value.retry_after == 30 * 60
        report(make_comment(), by=reader, now=NOW + timedelta(minutes=60))

    def test_of_one_does_not_slow_another(self):
        for _ in range(20):
            report(make_comment(), address=HOME)

        report(make_comment(), address=ELSEWHERE)
        report(make_comment(), by=make_guest())

    def test_is_two_a_day_for_whom_a_moderator_has_slowed(self):
        reader = make_reader()
        accounts.restrict(
            author=reader,
            kind=Restriction.Kind.REPORTS_SLOWED,
            until=None,
            decision_number=None,
            now=NOW,
        )
        for _ in range(2):
            report(make_comment(), by=reader)

        with pytest.raises(actions.ReportingTooFast):
            report(make_comment(), by=reader, now=NOW + timedelta(hours=23))

        report(make_comment(), by=reader, now=NOW + timedelta(hours=24))


class TestForgetAddresses:
    def test_takes_them_from_what_is_old_and_leaves_what_is_new(self):
        comment = make_comment()
        old = [report(comment, address=address) for address in (HOME, ELSEWHERE)]
        new = report(comment, address="c" * 32, now=NOW + timedelta(days=30))

        forgotten = actions.forget_addresses(before=NOW + timedelta(days=1))

        assert forgotten == 2
        for made in (*old, new):
            made.refresh_from_db()
        assert [made.address_hash for made in old] == ["", ""]
        assert new.address_hash == "c" * 32
