import pytest

from .asking import ask


class TestShouting:
    @pytest.mark.parametrize(
        ("text", "least"),
        [
            ("THEY ALL LIE AND YOU BELIEVE IT", 1),
            ("ВСЕ ОНИ ЛГУТ И ВЫ ИМ ВЕРИТЕ", 1),
            ("كلهم يكذبون!!!! كلهم؟؟؟؟ " * 4, 0.7),
        ],
    )
    def test_is_noticed(self, text, least):
        assert ask("shouting", text).value >= least

    @pytest.mark.parametrize(
        "text",
        [
            "OK!",
            "NATO, UNHCR and the EU met.",
            "They all lie and you believe it!!!",
            "كلهم يكذبون وأنتم تصدقون!!!",
            "",
        ],
    )
    def test_is_not_said_of_names_marks_or_other_scripts(self, text):
        assert ask("shouting", text) is None

    def test_has_a_threshold_of_its_own(self):
        text = "They ALL lie and WE believe IT, they say."

        assert ask("shouting", text) is None
        assert ask("shouting", text, threshold=15).value > 0.15
