"""What is stored of a body is what was typed."""

import pytest

from hiwar.kernel.text.normalise import Reason, TextRefused, normalise

TYPED = [
    "Hello *there*",
    "  two spaces before",
    "Rene\u0301e, not composed",
    "مُحَمَّدٌ ـ كلمة",
    "می\u200cخواهم",
    "شہزادی",
    "Nguyễn Thị Ánh",
    "Привет, мир",
    "שָׁלוֹם",
    "👨\u200d👩\u200d👧 ❤\ufe0f 🏴\U000e0067\U000e007f",
    "a\tb\n\n\nc",
    "\u202eturned\u202c",
    "non\u00a0breaking",
]


class TestNormalise:
    @pytest.mark.parametrize("text", TYPED)
    def test_keeps_every_script_byte_for_byte(self, text):
        assert normalise(text) == text

    @pytest.mark.parametrize("typed", ["a\r\nb\r\n", "a\rb\r", "a\nb \t\n\n"])
    def test_ends_lines_in_one_way_and_trims_the_end(self, typed):
        assert normalise(typed) == "a\nb"

    @pytest.mark.parametrize("text", TYPED)
    def test_changes_nothing_the_second_time(self, text):
        assert normalise(normalise(f"{text}\r\n ")) == text

    @pytest.mark.parametrize(
        "code", [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]
    )
    def test_refuses_control_characters(self, code):
        with pytest.raises(TextRefused) as refused:
            normalise(f"a{chr(code)}b")

        assert refused.value.reason == Reason.CONTROL

    @pytest.mark.parametrize("half", ["a\ud800", "a\udc80b"])
    def test_refuses_half_characters(self, half):
        with pytest.raises(TextRefused) as refused:
            normalise(half)

        assert refused.value.reason == Reason.SURROGATE
