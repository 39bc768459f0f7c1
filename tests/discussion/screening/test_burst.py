from .asking import ask


class TestBurst:
    def test_begins_with_the_number_that_is_set(self):
        assert ask("burst", posted_lately=4, threshold=5) is None
        assert ask("burst", posted_lately=5, threshold=5).value == 5
