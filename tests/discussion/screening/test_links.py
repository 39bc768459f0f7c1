import pytest

from hiwar.kernel.text import markup

from .asking import ask


def links(text, **values):
    return ask("links", text, html=markup.render(text), **values)


class TestLinks:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (4, "https://a.example " * 4),
            (4, "[one](https://a.example) " * 4),
            (5, "www.a.example " * 5),
            (4, "https://a.example www.b.example " * 2),
        ],
    )
    def test_are_noticed_above_the_threshold(self, number, text):
        assert links(text).value == number

    @pytest.mark.parametrize(
        "text",
        [
            "See https://a.example/one and https://b.example.",
            "No link at all. Not one... www",
            "https://www.a.example " * 3,
        ],
    )
    def test_are_welcome_up_to_it(self, text):
        assert links(text) is None

    def test_can_be_forbidden_altogether(self):
        assert links("https://a.example", threshold=0).value == 1
