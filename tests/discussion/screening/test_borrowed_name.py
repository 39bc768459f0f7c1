import pytest

from .asking import ask


class TestBorrowedName:
    @pytest.mark.parametrize(
        "name",
        ["Old _harbourcat_", "harbourcat2", "the real HARBOURCAT", "hаrbourсat"],
    )
    def test_is_one_in_which_a_reader_can_be_read(self, name):
        found = ask("borrowed_name", guest_name=name, readers_here=("_harbourcat_",))

        assert found.words == "_harbourcat_"

    def test_is_not_a_name_of_ones_own(self):
        readers = ("_harbourcat_", "Al")

        assert ask("borrowed_name", guest_name="Bashir", readers_here=readers) is None
