import pytest

from hiwar.discussion import actions
from hiwar.discussion.models import Comment, Finding
from hiwar.discussion.screening import Submission, screen
from tests.factories import (
    NOW,
    make_comment,
    make_guest,
    make_reader,
    make_rules,
    make_thread,
)


def names(**values):
    return [reason.name for reason in screen(Submission(**{"text": "Good.", **values}))]


class TestScreen:
    def test_lets_pass_what_gives_no_reason(self):
        assert names(held_words="casino", readers_here=("salt.and.stone",)) == []

    @pytest.mark.parametrize(
        ("word", "text"),
        [
            ("casino", "The casino pays."),
            ("casino", "The CASINO."),
            ("casino", "c.a.s.i.n.o"),
            ("casino", "саsіnо"),
            ("casino", "c\u200basino"),
            ("casino", "caaaaasino"),
            ("casino", "c4sin0"),
            ("casino", "c**a**sino casino"),
            ("poker night", "a Poker   Night!"),
            ("كازينو", "في الكازينو كازينو"),
            ("كازينو", "كَازِينُو"),
            ("كازينو", "كـــازينو"),
            ("حمار", "حمااااار"),
            ("казино", "КАЗИНО"),
        ],
    )
    def test_holds_the_sites_words_however_they_are_written(self, word, text):
        assert names(text=text, held_words=f"other\n{word}\n") == ["held_word"]

    @pytest.mark.parametrize(
        ("word", "text"),
        [
            ("ass", "A class of its own."),
            ("poker night", "The night of the poker."),
            ("casino", "The casinos?"),
            ("", "Anything."),
            ("good", "god"),
        ],
    )
    def test_does_not_find_words_inside_others(self, word, text):
        assert names(text=text, held_words=word) == []

    def test_reads_the_name_of_a_guest_too(self):
        assert names(guest_name="Casino Fan", held_words="casino") == ["held_word"]

    def test_says_which_words_it_found(self):
        found = screen(Submission(text="Spam and EGGS", held_words="eggs\nham\nspam"))

        assert found[0].words == "eggs, spam"

    @pytest.mark.parametrize(
        "name",
        ["Old _harbourcat_", "harbourcat2", "the real HARBOURCAT", "hаrbourсat"],
    )
    def test_holds_a_guest_in_whose_name_a_reader_can_be_read(self, name):
        assert names(guest_name=name, readers_here=("_harbourcat_",)) == [
            "borrowed_name"
        ]

    def test_lets_pass_a_guest_with_a_name_of_their_own(self):
        assert names(guest_name="Bashir", readers_here=("_harbourcat_", "Al")) == []

    def test_holds_first_comments_of_guests_where_the_site_wants_it(self):
        first = {"is_first_of_guest": True}

        assert names(**first) == []
        assert names(**first, holds_first_of_guests=True) == ["first_comment_of_guest"]


@pytest.mark.django_db
class TestPostedComments:
    def test_keep_why_they_were_held(self):
        make_rules(held_words="casino")

        comment = make_comment(text="The Casino again.")

        finding = Finding.objects.get()
        assert comment.status == Comment.Status.PENDING
        assert (finding.comment, finding.name) == (comment, "held_word")
        assert finding.words == "casino"

    def test_hold_a_guest_until_one_comment_has_been_published(self):
        make_rules(hold_first_comments_of_guests=True)
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
        make_rules(held_words="casino")
        reader = make_reader()
        reader.is_staff = True

        comment = make_comment(
            thread=make_thread(mode="HELD"), author=reader, text="The casino."
        )

        assert comment.status == Comment.Status.PUBLISHED
