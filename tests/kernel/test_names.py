"""Names as people type them, and those that are refused."""

import unicodedata

import pytest

from hiwar.kernel.text.names import LONGEST_NAME, NameRefused, Reason, clean_name

GOOD = [
    "far.bank........",
    "salt.and.stone",
    "_harbourcat_",
    "Bashir the Florist",
    "Bashir (the Florist)",
    "أبو سليم 61",
    "مُحَمَّدٌ",
    "نرگس می\u200cخواهد",
    "علی\u200cرضا",
    "شہزادی",
    "Nguyễn Thị Ánh",
    "Владимир Ильич",
    "Σωκράτης",
    "שָׁלוֹם",
    "क्\u200dषमा",
    "മലയാളന്\u200d",
    "শ্রী",
    "བསྒྲུབས",
    "လျှောင့်",
    "กี้ น้ำ",
    "한국 사람",
    "ガスト",
    "葛\U000e0100城",
    "Ꮳ Ꮃ Ꭹ",
    "O’Brien",
    "D'Arcy-Smith Jr.",
    "👨\u200d👩\u200d👧 family",
    "❤\ufe0f\u200d🔥 Sam",
    "👋🏽 Sam",
    "1\ufe0f\u20e3 first",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f Sam",
    "Staff (Bob)",
    "guest",
    "50% off",
    "x" * LONGEST_NAME,
]

REFUSED = [
    ("", Reason.EMPTY),
    (" \t\n\u00a0\u3000", Reason.EMPTY),
    ("x" * (LONGEST_NAME + 1), Reason.TOO_LONG),
    (" " * 10_000, Reason.TOO_LONG),
    ("a\u0301" * 2_000_000, Reason.TOO_LONG),
    ("Bob\x00", Reason.CONTROL),
    ("Bob\x1b[31m", Reason.CONTROL),
    ("Bob\x85", Reason.CONTROL),
    ("Bob\ud800", Reason.CONTROL),
    ("Bob\ue000", Reason.CONTROL),
    ("Bob\uffff", Reason.CONTROL),
    ("Bob\ufdd0", Reason.CONTROL),
    ("\u06ddBob", Reason.CONTROL),
    *((f"Bob{char}x", Reason.BIDI) for char in "\u202a\u202b\u202c\u202d\u202e"),
    *((f"Bob{char}x", Reason.BIDI) for char in "\u2066\u2067\u2068\u2069"),
    *((f"Bob{char}x", Reason.BIDI) for char in "\u200e\u200f\u061c"),
    *((f"Bob{char}x", Reason.INVISIBLE) for char in "\u200b\u2060\ufeff\u00ad\u034f"),
    *((char, Reason.INVISIBLE) for char in "\u200b\u3164\u2800\uffa0\u115f"),
    ("Bob\u200c", Reason.INVISIBLE),
    ("Bo\u200cb", Reason.INVISIBLE),
    ("Bo\u200db", Reason.INVISIBLE),
    ("می\u200c", Reason.INVISIBLE),
    ("\u200cمی", Reason.INVISIBLE),
    ("می\u200c\u200cخ", Reason.INVISIBLE),
    ("م\u200cB", Reason.INVISIBLE),
    ("Bob\ufe0f", Reason.INVISIBLE),
    ("Bob1\ufe0f", Reason.INVISIBLE),
    ("Bob\U000e0061", Reason.INVISIBLE),
    ("🔥\u200d Bob", Reason.INVISIBLE),
    ("Z\u0338\u0322\u0327\u0321\u031b", Reason.MARKS),
    ("\u0301Bob", Reason.MARKS),
    ("...", Reason.NO_LETTER),
    ("🔥", Reason.NO_LETTER),
    ("ـــ", Reason.NO_LETTER),
    ("ʻʻ", Reason.NO_LETTER),
    *((f"Bob {badge}", Reason.BADGE) for badge in "✓✔☑✅🛡★⭐👑"),
    ("Bob ✔\ufe0f", Reason.BADGE),
    ("Bob (Guest)", Reason.BADGE),
    ("Bob (GUEST", Reason.BADGE),
    ("Bob Guest)", Reason.BADGE),
    ("Bob [ѕtаff]", Reason.BADGE),
    ("Bob （ｍｏｄ）", Reason.BADGE),
    ("Bob {M0derator}", Reason.BADGE),
    ("Bob «official»", Reason.BADGE),
    ("Bob ⁽ᵐᵒᵈ⁾", Reason.BADGE),
    ("<admin>", Reason.BADGE),
    ("سليم (زائر)", Reason.BADGE),
    ("سليم (زائــر)", Reason.BADGE),
    ("سليم ﴿المحرّر﴾", Reason.BADGE),
]


class TestCleanName:
    @pytest.mark.parametrize("name", GOOD)
    def test_keeps_good_names_byte_for_byte(self, name):
        assert unicodedata.is_normalized("NFC", name)

        assert clean_name(name) == name

    @pytest.mark.parametrize("name", GOOD)
    def test_keeps_what_it_has_cleaned(self, name):
        assert clean_name(clean_name(f"  {name}\n")) == name

    def test_collapses_white_space(self):
        assert clean_name(" Bashir\u00a0\t the \r\n Florist ") == "Bashir the Florist"

    def test_composes_letters_and_marks(self):
        assert clean_name("Rene\u0301e") == "Renée"

    @pytest.mark.parametrize(
        ("name", "reason"), REFUSED, ids=lambda value: ascii(value)[:40]
    )
    def test_refuses_with_a_reason(self, name, reason):
        with pytest.raises(NameRefused) as refused:
            clean_name(name)

        assert refused.value.reason == reason

    @pytest.mark.parametrize("reason", Reason)
    def test_has_an_example_of_each_reason_here(self, reason):
        assert reason in {listed for _, listed in REFUSED}

    def test_is_not_a_mistake_of_values(self):
        assert not issubclass(NameRefused, ValueError)
