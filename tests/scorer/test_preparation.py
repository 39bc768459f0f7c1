"""Words as they were meant, whatever was done to hide them."""

import pytest

from hiwar.scorer.preparation import prepare


def forms(text, **options):
    return [word.form for word in prepare(text, **options).words]


class TestPrepare:
    @pytest.mark.parametrize(
        "hidden",
        [
            "i d i o t",
            "i.d.i.o.t",
            "i-d-i-o-t",
            "IDIOT",
            "ıdiot".replace("ı", "\u0456"),
            "id\u200biot",
            "id1ot",
            "!diot".replace("!", "1"),
            "idiiiiiot",
            "i\u0301diot",
            "id.iot",
            "𝐢𝐝𝐢𝐨𝐭",
        ],
    )
    def test_reads_a_hidden_word(self, hidden):
        assert forms(f"you {hidden} there") == ["you", "idiot", "there"]

    @pytest.mark.parametrize(
        ("censored", "meant"),
        [
            ("f**k", "fuck"),
            ("sh*t", "shit"),
            ("b*tch", "bitch"),
            ("a$$hole", "asshole"),
        ],
    )
    def test_reads_what_stands_behind_stars_and_signs(self, censored, meant):
        assert forms(censored) == [meant]

    def test_folds_arabic_spelling(self):
        assert forms("أنتَ حـــمار يااااا كلب") == ["انت", "حمار", "يا", "كلب"]
        assert forms("ك ل ب") == ["كلب"]

    @pytest.mark.parametrize(
        "innocent",
        [
            "the pen is mine",
            "in 1990s they had 3rd place",
            "an ass is a donkey",
            "*great* news",
        ],
    )
    def test_leaves_innocent_words_alone(self, innocent):
        plain = innocent.replace("*", "")
        meant = ["0" if word[0].isdigit() else word for word in plain.split()]

        assert forms(innocent) == meant

    def test_says_where_each_word_stands_as_written(self):
        text = "so @you are an 1D10T, see https://x.example/y"

        shown = [text[word.start : word.end] for word in prepare(text).words]

        assert shown == ["so", "are", "an", "1D10T", "see"]

    def test_keeps_figures_where_they_are_letters(self):
        assert forms("ya 7mar", has_figures_as_letters=True) == ["ya", "7mar"]

    def test_costs_little_however_hostile_the_text(self):
        for hostile in ("a " * 50_000, "*" * 50_000, "a.b" * 30_000, "é" * 50_000):
            assert len(prepare(hostile).readable) <= 4_000
