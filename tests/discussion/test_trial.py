from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiwar.discussion import actions, selectors
from hiwar.discussion.models import Comment
from hiwar.discussion.screening import BY_NAME, RULES, Setting, Verdict
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_reader,
    make_screening,
    make_thread,
)

pytestmark = pytest.mark.django_db

LONG = "The ferry was late again this morning and nobody at the harbour told us why."


def caught(name, *, section="", threshold=None, words=""):
    if threshold is None:
        threshold = BY_NAME[name].threshold
    setting = Setting(verdict=Verdict.HOLD, threshold=threshold, words=words)
    trial = selectors.try_rule(name=name, setting=setting, section=section)
    return [each.comment for each in trial.caught]


@pytest.fixture
def _nothing_is_held():
    for rule in RULES:
        if rule.verdict != Verdict.OFF:
            threshold = rule.threshold or rule.bounds[0]
            make_screening(rule.name, verdict="OFF", threshold=threshold)


@pytest.mark.usefixtures("_nothing_is_held")
class TestTryRule:
    def test_finds_words_as_posting_would(self):
        comment = make_comment(text="The c4sino pays.")
        make_comment(text="The harbour pays.")

        assert caught("held_word", words="casino") == [comment]

    def test_finds_borrowed_names_of_the_same_thread(self):
        thread, guest = make_thread(), make_guest(name="Old _harbourcat_")
        make_comment(thread=thread, author=make_reader(name="_harbourcat_"))
        here = make_comment(thread=thread, author=guest)
        make_comment(author=guest)
        make_comment(thread=thread, author=make_guest(name="Bashir"))

        assert caught("borrowed_name") == [here]

    def test_finds_first_comments_of_readers_and_guests(self):
        thread, firsts = make_thread(), []
        for author in (make_reader(), make_guest(name="Bashir")):
            for hours in range(3):
                now = NOW + timedelta(hours=hours)
                posted = make_comment(thread=thread, author=author, now=now)
                if hours < 2:
                    firsts.append(posted)

        assert sorted(caught("first_comment", threshold=2), key=_number) == firsts

    def test_finds_bursts(self):
        thread, reader = make_thread(), make_reader()
        many = make_comments(thread=thread, number=7, author=reader)
        make_comment(thread=thread, now=NOW + timedelta(hours=1))

        assert sorted(caught("burst", threshold=5), key=_number) == many[5:]

    def test_finds_repeated_texts(self):
        posted = [make_comment(text=f"{word}! {LONG}") for word in ("Oh", "Ah", "Eh")]
        make_comment(
            text="The ferry was on time and everybody was happy with that, too."
        )

        assert caught("repeated_text") == posted[2:]

    @pytest.mark.parametrize("name", ["score", "second_thought"])
    def test_finds_what_the_scorer_takes_for_hurtful(self, name):
        rude = make_comment(text="You are a stupid idiot, Karim.")
        make_comment(text="I disagree with the mayor.")

        assert caught(name) == [rude]

    def test_finds_nothing_of_staff_trusted_readers_or_what_was_withdrawn(self):
        staff, trusted, other = (make_reader() for _ in range(3))
        staff.is_staff = trusted.is_trusted = True
        staff.save()
        trusted.save()
        for reader in (staff, trusted):
            make_comment(author=reader, text="casino")
        withdrawn = make_comment(author=other, text="casino")
        actions.withdraw_comment(comment=withdrawn, now=NOW)

        assert caught("held_word", words="casino") == []

    def test_looks_at_one_section_where_it_is_asked_to(self):
        here = make_comment(thread=make_thread(section="7"), text="casino")
        make_comment(thread=make_thread(section="8"), text="casino")

        assert caught("held_word", words="casino", section="7") == [here]

    @pytest.mark.parametrize("rule", RULES, ids=BY_NAME)
    def test_costs_the_same_queries_however_much_was_posted(self, rule):
        def queries():
            with CaptureQueriesContext(connection) as asked:
                caught(rule.name, words="casino", threshold=rule.threshold or 1)
            return len(asked)

        thread, guest = make_thread(), make_guest(name="Old _harbourcat_")
        make_comment(thread=thread, author=make_reader(name="_harbourcat_"))
        make_comment(thread=thread, author=guest)
        few = queries()
        make_comments(thread=thread, number=40, guest=guest)

        assert queries() == few <= 4

    def test_says_how_many_were_tried(self):
        make_comments(thread=make_thread(), number=5)
        setting = Setting(verdict=Verdict.HOLD, threshold=3)

        trial = selectors.try_rule(name="links", setting=setting)

        assert (trial.number_tried, trial.caught) == (5, ())
        assert Comment.objects.count() == 5


def _number(comment):
    return comment.pk
