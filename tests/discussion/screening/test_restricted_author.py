from .asking import ask


class TestRestrictedAuthor:
    def test_is_noticed_with_what_holds_them(self):
        assert ask("restricted_author", restriction="so decided").words == "so decided"

    def test_is_nobody_else(self):
        assert ask("restricted_author") is None
