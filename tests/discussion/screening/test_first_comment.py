from .asking import ask


class TestFirstComment:
    def test_is_noticed_until_enough_have_been_shown(self):
        found = [
            ask("first_comment", published_before=number, threshold=2)
            for number in range(4)
        ]

        assert [bool(each) for each in found] == [True, True, False, False]
