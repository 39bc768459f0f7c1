"""Whether two names look alike, and which words can be read in a text."""

import random
import unicodedata

import pytest

from hiwar.kernel.text.skeleton import (
    LONGEST_SKELETON,
    contains_name,
    skeleton,
    skeleton_words,
)

LOOK_ALIKES = [
    # Latin, by case, figure, form, accent
    ("IBRAHIM", "ibrahim"),
    ("Paypal", "PaypaI"),
    ("Paypal", "Paypa1"),
    ("Morgan", "rnorgan"),
    ("Morgan", "M0RGAN"),
    ("O'Brien", "O’Brien"),
    ("Renée", "Renee"),
    ("Łukasz", "Lukasz"),
    ("Straße", "STRASSE"),
    ("İstanbul", "istanbul"),
    ("John", "ｊｏｈｎ"),
    ("John", "𝓙𝓸𝓱𝓷"),
    ("John", "Ⓙⓞⓗⓝ"),
    ("John", "J\u0338o\u0337hn"),
    ("John", "Jo\u200bh\u2060n"),
    ("John", "Jo\u00adhn"),
    ("John", "\u202eJohn\u202c"),
    ("John", "Jo\u3164hn"),
    # Cyrillic and Greek for Latin, and their own cases
    ("Paypal", "Раураl"),
    ("harbourcat", "hаrbourсаt"),
    ("Navid", "Νavid"),
    ("Alice", "Αlісе"),
    ("Victor", "νictor"),
    ("Вася", "ВАСЯ"),
    ("Борис", "БОРИС"),
    ("Гоголь", "ГОГОЛЬ"),
    ("Σοφία", "ΣΟΦΊΑ"),
    ("scope", "ѕсоре"),
    # Separators
    ("far.bank........", "far bank"),
    ("far.bank", "far_bank"),
    ("far bank", "  Far – Bank!"),
    ("_harbourcat_", "harbourcat"),
    ("salt.and.stone", "salt·and·stone"),
    ("far bank", "far\u3000bank"),
    # Arabic
    ("محمد", "محـــمد"),
    ("محمد", "مُحَمَّد"),
    ("علي", "على"),
    ("علي", "علی"),
    ("كريم", "کریم"),
    ("فاطمة", "فاطمه"),
    ("أحمد", "احمد"),
    ("إيمان", "ايمان"),
    ("آمنة", "امنه"),
    ("ٱحمد", "احمد"),
    ("أبو سليم 61", "ابو سليم ٦١"),
    ("أبو سليم 61", "أبو سلیم ۶۱"),
    ("محمد", "ﻣﺤﻤﺪ"),
    ("اه", "lo"),
]

DIFFERENT = [
    ("Bob", "Rob"),
    ("سامي", "شامي"),
    ("خالد", "حالد"),
    ("نور", "تور"),
    ("کی", "کے"),
    ("か", "が"),
    ("राम", "रमा"),
    ("कि", "की"),
    ("一郎", "二郎"),
    ("🦊 fox", "🐺 fox"),
    ("agent 2", "agent 3"),
    ("far bank", "far bank 2"),
    ("שלום", "שלם"),
]


class TestSkeleton:
    @pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
    def test_is_the_same_for_names_that_look_alike(self, one, other):
        assert skeleton(one) == skeleton(other) != ""

    @pytest.mark.parametrize(("one", "other"), DIFFERENT)
    def test_differs_for_names_that_do_not(self, one, other):
        assert skeleton(one) != skeleton(other)

    def test_keeps_names_of_nothing_but_separators_apart(self):
        names = ["...", "---", "_", "~ ~", "'", "ـــ", "\u0301"]

        skeletons = [skeleton(name) for name in names]

        assert "" not in skeletons
        assert len(set(skeletons)) == len(names)

    def test_of_invisible_characters_is_nothing(self):
        assert skeleton("\u200b \u2060") == ""

    def test_ignores_marks_of_another_script(self):
        assert skeleton("Paypal\u0901") == skeleton("Paypal")

    def test_fits_its_column_whatever_unfolds(self):
        assert len(skeleton("\ufdfa" * 40)) <= LONGEST_SKELETON

    def test_stays_itself_when_taken_again(self):
        chance = random.Random(39)
        every = [
            char
            for char in map(chr, range(0x20, 0x20000))
            if unicodedata.category(char) not in {"Cs", "Cn", "Co"}
        ]
        common = [char for char in every if char < "\u0700"]

        for _ in range(3000):
            pool = chance.choice((every, common))
            name = "".join(chance.choices(pool, k=chance.randint(1, 9)))
            once = skeleton(name)
            assert skeleton(once) == once, ascii(name)

    @pytest.mark.parametrize(("name", "_"), [*LOOK_ALIKES, *DIFFERENT])
    def test_of_these_names_stays_itself_too(self, name, _):
        assert skeleton(skeleton(name)) == skeleton(name)


class TestSkeletonWords:
    @pytest.mark.parametrize(
        "typed",
        [
            *("bad", "BAD", "ｂａｄ", "b\u200ba\u200cd", "b\u0301a\u0301d\u0323"),
            *("so b4d!", "Ьаd", "(bad)", "b.a.d", "b a d", "what_bad_luck"),
        ],
    )
    def test_finds_a_word_however_it_is_dressed(self, typed):
        assert skeleton("bad") in skeleton_words(typed)

    @pytest.mark.parametrize(
        "typed", ["كــلمة", "كَلِمَةٌ", "کلمه", "ﻛﻠﻤﺔ", "هذه كلمة.", "ك\u200dلمة", "كلمة،"]
    )
    def test_finds_an_arabic_word_too(self, typed):
        assert skeleton("كلمة") in skeleton_words(typed)

    @pytest.mark.parametrize(
        ("typed", "meant"), [("$hit", "shit"), ("a$$", "ass"), ("sh!t", "shit")]
    )
    def test_reads_figures_as_letters(self, typed, meant):
        assert skeleton(meant) in skeleton_words(typed)

    @pytest.mark.parametrize("typed", ["badge", "abad", "كلمات", "ba d"])
    def test_does_not_find_parts_of_words(self, typed):
        words = skeleton_words(typed)

        assert skeleton("bad") not in words
        assert skeleton("كلمة") not in words

    def test_lists_words_in_the_order_of_the_text(self):
        assert skeleton_words("Far, far away") == ["far", "far", "away"]

    def test_lists_words_with_figures_as_typed_too(self):
        assert skeleton("mp3") in skeleton_words("an mp3 file")

    @pytest.mark.parametrize("text", ["", " ", "...", "🔥", "\u200b"])
    def test_of_no_words_are_none(self, text):
        assert skeleton_words(text) == []


class TestContainsName:
    @pytest.mark.parametrize(
        ("haystack", "name"),
        [
            ("Old _harbourcat_", "_harbourcat_"),
            ("the rеal John", "John"),
            ("John", "John"),
            ("John2", "John"),
            ("J0hn", "John"),
            ("JOHN🦊", "John"),
            ("h4rbourcat", "harbourcat"),
            ("Not-far-bank!", "far.bank........"),
            ("أبو سليم ٦١ الحقيقي", "أبو سليم 61"),
            ("صديق مُحَمَّد", "محمد"),
        ],
    )
    def test_reads_a_name_in_another(self, haystack, name):
        assert contains_name(haystack, name)

    @pytest.mark.parametrize(
        ("haystack", "name"),
        [
            ("Johnson", "John"),
            ("Old harbour cat", "harbourcat"),
            ("John Doe", "John Roe"),
            ("bank far", "far.bank"),
            ("محمدين", "محمد"),
            ("", "John"),
            ("John", "🔥🔥🔥"),
        ],
    )
    def test_does_not_read_what_is_not_there(self, haystack, name):
        assert not contains_name(haystack, name)

    @pytest.mark.parametrize("name", ["", "A", "Al", "_Al_", "مي", "李明", "..."])
    def test_never_reads_very_short_names(self, name):
        assert not contains_name(f"I am {name} again", name)
