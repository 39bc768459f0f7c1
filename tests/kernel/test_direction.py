"""Which way a text runs, and which of our languages it may be in."""

import pytest

from hiwar.kernel.text.direction import direction, language


class TestDirection:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Hello", "ltr"),
            ("مرحبا", "rtl"),
            ("שלום", "rtl"),
            ("Привет", "ltr"),
            ("漢字", "ltr"),
            ("Hello مرحبا", "ltr"),
            ("مرحبا Hello", "rtl"),
            ("123, «مرحبا»", "rtl"),
            ("🔥 مرحبا", "rtl"),
            ("> Hello there\nمرحبا", "rtl"),
            ("> مرحبا\n> بكم\n\nHello", "ltr"),
            ("https://example.com/hello مرحبا", "rtl"),
            ("mailto:a@example.com مرحبا", "rtl"),
            ("www.example.com مرحبا", "rtl"),
            (">50% مرحبا", "rtl"),
        ],
    )
    def test_is_that_of_the_first_letter_of_its_own(self, text, expected):
        assert direction(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("> مرحبا بكم", "rtl"),
            ("> مرحبا\nhttps://example.com/x", "ltr"),
            ("> a مرحبا بكم", "rtl"),
            ("https://example.com/", "ltr"),
        ],
    )
    def test_is_that_of_most_letters_where_none_is_its_own(self, text, expected):
        assert direction(text) == expected

    @pytest.mark.parametrize("text", ["", "123", "🔥🔥", "...", "\n"])
    def test_is_left_to_right_without_letters(self, text):
        assert direction(text) == "ltr"


class TestLanguage:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Hello", "en"),
            ("مرحبا", "ar"),
            ("CNN قالت ذلك أمس", "ar"),
            ("> Hello there, all of you\nنعم", "ar"),
            ("نعم https://example.com/a/very/long/address", "ar"),
            ("Привет", "und"),
            ("漢字", "und"),
            ("", "en"),
            ("123 🔥", "en"),
            ("> مرحبا", "ar"),
        ],
    )
    def test_is_the_one_that_is_written_so(self, text, expected):
        assert language(text, among=["en", "ar"], fallback="en") == expected

    def test_falls_back_where_several_are_written_so(self):
        assert language("سلام", among=["en", "fa", "ar"], fallback="ar") == "ar"

    def test_is_the_first_where_the_fallback_is_written_otherwise(self):
        assert language("سلام", among=["en", "fa", "ar"], fallback="en") == "fa"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("سلام", "ar-LB"),
            ("سلام", "ckb"),
            ("Здраво", "sr"),
            ("Zdravo", "sr-Latn"),
            ("漢字", "zh-Hant"),
            ("かな", "ja"),
            ("한국", "ko"),
            ("नमस्ते", "hi"),
            ("Γεια", "el"),
            ("שלום", "he"),
            ("Xin chào", "vi"),
        ],
    )
    def test_knows_the_scripts_of_languages(self, text, code):
        assert language(text, among=["xx-Cans", code], fallback="xx-Cans") == code

    def test_is_undetermined_for_a_script_of_no_language_of_ours(self):
        assert language("Zdravo", among=["sr-Cyrl", "ar"], fallback="ar") == "und"
