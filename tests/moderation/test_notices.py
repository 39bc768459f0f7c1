"""Notices under Article 16: what they need, and the receipt that follows."""

from datetime import timedelta

import pytest

from hiwar.moderation import actions
from hiwar.moderation.models import Notice, QueueItem
from hiwar.moderation.words import WordsMissing, WordsTooLong
from tests.factories import NOW, make_comment, make_paper, make_reader
from tests.moderation.post import letters, run_due

pytestmark = pytest.mark.django_db

SAID = {
    "explanation": "It calls for an attack on the people of one street.",
    "address": "http://127.0.0.1/comments/1/",
    "name": "Rana Khoury",
    "email": "rana@example.org",
    "is_in_good_faith": True,
    "language": "en",
}
KEY = "k" * 43


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def send(comment=None, *, reader=None, network="a" * 32, key="", now=NOW, **said):
    return actions.send_notice(
        comment=comment or make_comment(),
        reader=reader,
        address_hash=network,
        key=key,
        now=now,
        **{**SAID, **said},
    )


class TestSendNotice:
    def test_keeps_what_the_law_asks_for_and_seals_the_comment(self):
        comment = make_comment(text="Burn it down.")

        notice = send(comment, rule="threats", law="Penal Code, § 111")

        assert notice.seal.text == "Burn it down."
        assert {name: getattr(notice, name) for name in SAID} == SAID
        assert (notice.rule, notice.law) == ("threats", "Penal Code, § 111")
        assert notice.received_at == NOW

    def test_lets_the_comment_wait_for_a_moderator(self):
        notice = send()

        item = QueueItem.objects.get(comment=notice.comment)
        assert item.number_of_notices == 1

    def test_has_a_page_that_nobody_can_guess(self):
        first, second = send(), send()

        assert len(first.key) == 43
        assert first.key != second.key

    @pytest.mark.parametrize("missing", ["explanation", "address", "name", "email"])
    @pytest.mark.parametrize("nothing", ["", " \u200b\n"])
    def test_is_refused_when_one_of_its_parts_is_missing(self, missing, nothing):
        with pytest.raises(WordsMissing) as refused:
            send(**{missing: nothing})

        assert refused.value.field == missing
        assert not Notice.objects.exists()

    def test_is_refused_without_good_faith(self):
        with pytest.raises(actions.GoodFaithMissing):
            send(is_in_good_faith=False)

    @pytest.mark.parametrize(
        "email", ["rana", "rana@", "a@b.example\nBcc: c@d.example"]
    )
    def test_is_refused_with_an_address_that_is_none(self, email):
        with pytest.raises(actions.EmailMalformed):
            send(email=email)

    def test_may_be_anonymous_only_about_the_abuse_of_children(self):
        notice = send(name="", email="", concerns_abuse_of_children=True)

        assert (notice.name, notice.email) == ("", "")

    def test_is_refused_when_it_is_too_long(self):
        with pytest.raises(WordsTooLong):
            send(explanation="x" * 5_001)

    def test_sent_twice_by_one_form_is_one(self):
        comment = make_comment()
        first = send(comment, key=KEY)

        again = send(comment, key=KEY)

        assert again == first
        assert Notice.objects.count() == 1
        run_due()
        assert len(letters()) == 1

    def test_refuses_the_key_of_a_notice_about_another_comment(self):
        send(key=KEY)

        with pytest.raises(actions.NoticeKeyTaken):
            send(key=KEY)

    @pytest.mark.parametrize("key", ["short", "k" * 44, "k" * 42 + "/"])
    def test_gives_a_key_of_its_own_where_the_form_had_none(self, key):
        assert send(key=key).key != key

    def test_is_taken_ten_times_an_hour_from_one_sender(self):
        reader = make_reader()
        for _ in range(10):
            send(reader=reader)

        with pytest.raises(actions.NotifyingTooFast):
            send(reader=reader)

        send(network="b" * 32)
        send(reader=reader, now=NOW + timedelta(hours=1))


class TestReceipt:
    def test_leaves_once_in_the_language_of_the_form(self):
        notice = send(language="ar", name="رنا")

        run_due()
        run_due()

        (letter,) = letters()
        assert letter.to == "rana@example.org"
        assert f"/ar/notices/{notice.key}/" in letter.text
        notice.refresh_from_db()
        assert notice.receipted_at is not None

    def test_carries_no_words_of_whoever_sent_the_notice(self):
        send(name="Buy at casino.example", explanation="Visit casino.example now")

        run_due()

        (letter,) = letters()
        assert "casino" not in letter

    def test_is_not_mailed_where_nobody_gave_an_address(self):
        send(name="", email="", concerns_abuse_of_children=True)

        run_due()

        assert letters() == []

    def test_cannot_be_used_to_flood_somebody(self):
        for number in range(8):
            send(network=f"{number}" * 32)

        run_due()

        assert Notice.objects.count() == 8
        assert len(letters()) == 3
