import pytest

from .asking import ask


class TestScore:
    @pytest.mark.parametrize(
        ("score", "value"),
        [(None, None), (0.0, None), (0.89, None), (0.9, 0.9), (1, 1)],
    )
    def test_is_noticed_from_the_threshold_on(self, score, value):
        found = ask("score", score=score)

        assert (found.value if found else None) == value
