from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiwar.accounts import actions as accounts
from hiwar.discussion import actions
from hiwar.discussion.models import Comment, Finding, Print
from hiwar.discussion.screening import (
    BY_NAME,
    DEFAULTS,
    NAMED,
    RULES,
    Setting,
    Verdict,
    screen,
)
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_reader,
    make_screening,
    make_thread,
)

from .screening.asking import submission


def found(*, verdicts, **facts):
    """Return what all rules say of a submission when some are set so."""
    set_so = {
        name: Setting(verdict=Verdict(verdict), threshold=1, words="casino")
        for name, verdict in verdicts.items()
    }
    text = facts.pop("text", "Good.")
    return screen(submission(text, **facts), {**DEFAULTS, **set_so})


class TestScreen:
    def test_lets_pass_what_gives_no_reason(self):
        screened = found(verdicts={}, guest_name="Bashir", readers_here=("Nadia",))

        assert (screened.held, screened.refused) == ((), None)

    def test_holds_for_every_reason_there_is(self):
        screened = found(
            verdicts={"held_word": "HOLD", "first_comment": "HOLD"}, text="The casino."
        )

        assert [each.rule.name for each in screened.held] == [
            "held_word",
            "first_comment",
        ]

    def test_refuses_where_one_says_so_whatever_the_others_say(self):
        screened = found(
            verdicts={"held_word": "HOLD", "borrowed_name": "REFUSE"},
            text="The casino.",
            guest_name="Nadia",
            readers_here=("Nadia",),
        )

        assert screened.refused.rule.name == "borrowed_name"
        assert screened.held == ()

    def test_asks_no_rule_that_is_off(self):
        screened = found(verdicts={"held_word": "OFF"}, text="The casino.")

        assert screened.held == ()

    @pytest.mark.parametrize("name", ["first_comment", "restricted_author"])
    def test_only_holds_where_nobody_could_do_better(self, name):
        screened = found(verdicts={name: "REFUSE"}, restriction="so decided")

        assert name in [each.rule.name for each in screened.held]
        assert screened.refused is None


class TestRules:
    @pytest.mark.parametrize("rule", NAMED.values(), ids=NAMED)
    def test_say_in_words_what_they_are_and_tell(self, rule):
        said = [str(rule.title), str(rule.reason), str(rule.told)]

        assert all(said)
        assert str(rule.told).endswith("?" if rule.asks else ".")

    @pytest.mark.parametrize("rule", RULES, ids=BY_NAME)
    def test_stand_in_a_file_by_their_name(self, rule):
        module = import_module(f"hiwar.discussion.screening.{rule.name}")

        assert module.RULE is rule
        assert (Path(__file__).parent / f"screening/test_{rule.name}.py").exists()

    @pytest.mark.parametrize("rule", RULES, ids=BY_NAME)
    def test_are_set_within_their_own_bounds(self, rule):
        lowest, highest, _step = rule.bounds

        assert not rule.threshold_label or lowest <= rule.threshold <= highest


@pytest.mark.django_db
class TestPostedComments:
    def test_keep_why_they_were_held(self):
        make_screening("held_word", words="casino")

        comment = make_comment(text="The Casino again.")

        finding = Finding.objects.get()
        assert comment.status == Comment.Status.PENDING
        assert (finding.comment, finding.name) == (comment, "held_word")
        assert finding.words == "casino"

    def test_hold_a_guest_until_one_comment_has_been_published(self):
        make_screening("first_comment")
        guest = make_guest(name="Bashir")
        first, second = make_comment(author=guest), make_comment(author=guest)
        actions.publish_comment(comment=first, now=NOW)

        third = make_comment(author=guest)

        assert (second.status, third.status) == ("PENDING", "PUBLISHED")

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Old _harbourcat_", "PENDING"),
            ("harbourcat2", "PENDING"),
            ("h4rbourcat fan", "PENDING"),
            ("Bashir", "PUBLISHED"),
            ("100% Bashir_\\", "PUBLISHED"),
        ],
    )
    def test_hold_a_name_borrowed_from_a_reader_of_the_same_thread(
        self, name, expected
    ):
        thread = make_thread()
        make_comment(thread=thread, author=make_reader(name="_harbourcat_"))

        comment = make_comment(thread=thread, author=make_guest(name=name))

        assert comment.status == expected

    def test_let_pass_a_name_borrowed_from_a_reader_elsewhere(self):
        make_comment(author=make_reader(name="_harbourcat_"))

        comment = make_comment(author=make_guest(name="Old _harbourcat_"))

        assert comment.status == Comment.Status.PUBLISHED

    def test_never_hold_those_who_work_for_the_paper(self):
        make_screening("held_word", words="casino")
        reader = make_reader()
        reader.is_staff = True

        comment = make_comment(
            thread=make_thread(mode="HELD"), author=reader, text="The casino."
        )

        assert comment.status == Comment.Status.PUBLISHED


TEXT = "The ferry was late again this morning and nobody at the harbour told us why."


@pytest.mark.django_db
class TestRepeatedText:
    def test_is_held_from_the_third_time_on_whoever_posts_it_where(self):
        posted = [
            make_comment(text=f"{words} {TEXT}", now=NOW + timedelta(hours=hours))
            for hours, words in enumerate(["Hello!", "Well:", "Listen,", "Oh,"])
        ]

        assert [comment.status for comment in posted] == [
            "PUBLISHED",
            "PUBLISHED",
            "PENDING",
            "PENDING",
        ]
        finding = posted[3].findings.get()
        assert (finding.name, finding.value) == ("repeated_text", 2)
        assert finding.words == f"#{posted[0].pk}, #{posted[1].pk}"

    def test_is_forgotten_after_a_week(self):
        for _ in range(2):
            make_comment(text=TEXT)

        later = make_comment(text=TEXT, now=NOW + timedelta(days=8))

        assert later.status == "PUBLISHED"

    def test_leaves_no_marks_where_nobody_looks_for_it(self):
        make_screening("repeated_text", verdict="OFF")

        make_comment(text=TEXT)

        assert not Print.objects.exists()

    def test_marks_are_pruned_with_their_time(self):
        old = make_comment(text=TEXT)
        new = make_comment(text=f"{TEXT} Again!", now=NOW + timedelta(days=5))

        actions.prune_prints(now=NOW + timedelta(days=8))

        kept = set(Print.objects.values_list("comment", flat=True))
        assert (old.pk in kept, new.pk in kept) == (False, True)

    def test_costs_the_same_queries_however_much_was_posted(self):
        def queries(author):
            with CaptureQueriesContext(connection) as asked:
                make_comment(thread=thread, author=author, text=TEXT)
            return len(asked)

        thread, first, second = make_thread(), make_reader(), make_reader()
        make_screening("repeated_text", threshold=10)
        alone = queries(first)
        for _ in range(6):
            make_comment(thread=thread, text=TEXT)

        assert queries(second) == alone


@pytest.mark.django_db
class TestBurst:
    def test_holds_what_comes_to_one_thread_at_once(self):
        make_screening("burst", threshold=5)
        thread = make_thread()
        make_comments(thread=thread, number=5)

        here = make_comment(thread=thread, now=NOW + timedelta(minutes=5))
        elsewhere = make_comment(now=NOW + timedelta(minutes=5))
        later = make_comment(thread=thread, now=NOW + timedelta(minutes=15))

        found = [here.status, elsewhere.status, later.status]
        assert found == ["PENDING", "PUBLISHED", "PUBLISHED"]


@pytest.mark.django_db
class TestRestrictedAuthors:
    def test_are_held_though_they_are_trusted(self):
        reader = make_reader()
        reader.is_trusted = True
        reader.save()
        accounts.restrict(
            author=reader,
            kind="PREMODERATED",
            until=None,
            decision_number=None,
            now=NOW,
        )

        comment = make_comment(author=reader)

        assert comment.status == "PENDING"
        assert comment.findings.get().words == "by a decision about the author"

    def test_hold_whom_they_share_a_network_with_for_a_while(self):
        accounts.restrict(
            author=make_guest(),
            kind="BAN",
            until=None,
            decision_number=None,
            address_hash="a",
            now=NOW,
        )

        here = make_comment(author=make_guest(name="Rim"), address_hash="a")
        reader = make_comment(author=make_reader(), address_hash="a")
        late = make_comment(
            author=make_guest(name="Rim"),
            address_hash="a",
            now=NOW + timedelta(days=30),
        )

        found = [here.status, reader.status, late.status]
        assert found == ["PENDING", "PUBLISHED", "PUBLISHED"]
