import pytest

from .asking import ask


class TestHeldWord:
    @pytest.mark.parametrize(
        ("word", "text"),
        [
            ("casino", "The casino pays."),
            ("casino", "The CASINO."),
            ("casino", "c.a.s.i.n.o"),
            ("casino", "саsіnо"),
            ("casino", "c\u200ba\u200bs\u200bi\u200bn\u200bo"),
            ("casino", "ｃａｓｉｎｏ"),
            ("casino", "caaaaasino"),
            ("casino", "c4sin0"),
            ("casino", "c**a**sino casino"),
            ("bad", "so b4d"),
            ("poker night", "a Poker   Night!"),
            ("كازينو", "في الكازينو كازينو"),
            ("كازينو", "كَازِينُو"),
            ("كازينو", "كـــازينو"),
            ("كلمة", "كــلمة"),
            ("احمق", "أحمق"),
            ("إحمق", "آحمق"),
            ("على", "علي"),
            ("حمار", "حمااااار"),
            ("казино", "КАЗИНО"),
        ],
    )
    def test_is_found_however_it_is_written(self, word, text):
        assert ask("held_word", text, words=f"other\n{word}\n").words == word

    @pytest.mark.parametrize(
        ("word", "text"),
        [
            ("ass", "A class of its own."),
            ("cunt", "Greetings from Scunthorpe."),
            ("sex", "Essex and Sussex."),
            ("poker night", "The night of the poker."),
            ("casino", "The casinos?"),
            ("", "Anything."),
            ("\n \n", "Anything."),
            ("***", "Anything ***."),
            ("good", "god"),
            ("كلب", "كلبنا"),
        ],
    )
    def test_is_not_found_inside_others(self, word, text):
        assert ask("held_word", text, words=word) is None

    def test_is_found_in_the_name_of_a_guest_too(self):
        found = ask("held_word", "Good.", guest_name="Casino Fan", words="casino")

        assert found.words == "casino"

    def test_names_all_that_are_found_in_the_order_of_the_list(self):
        found = ask("held_word", "Spam and EGGS", words="eggs\nham\nspam")

        assert (found.value, found.words) == (2, "eggs, spam")

    def test_of_several_languages_are_looked_for_at_once(self):
        found = ask(
            "held_word", "كازينو و casino и казино", words="casino\nكازينو\nказино"
        )

        assert found.value == 3
