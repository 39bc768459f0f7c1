"""Unicode's tables, as they are kept in the repository."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from hiwar.kernel.text import tables

SOURCE = Path(tables.__file__).parent


class TestLooks:
    def test_lead_to_something_that_looks_like_itself(self):
        table = tables.looks()

        for point, look in table.items():
            for char in look or "":
                assert char.translate(table).casefold() == char, hex(point)

    def test_expect_text_taken_apart(self):
        letters = [chr(point) for point, look in tables.looks().items() if look]

        assert all(unicodedata.normalize("NFKD", char) == char for char in letters)

    @pytest.mark.parametrize("char", ["а", "Ο", "1", "ا", "\u200b", "\u064b", "ـ"])
    def test_know_the_usual_suspects(self, char):
        assert ord(char) in tables.looks()

    @pytest.mark.parametrize("char", ["ش", "ث", "か", "\u3099", "a", "9", ".", "ে"])
    def test_leave_others_as_they_are(self, char):
        assert ord(char) not in tables.looks()


class TestScript:
    @pytest.mark.parametrize(
        ("char", "script"),
        [
            *(("a", "Latin"), ("б", "Cyrillic"), ("ω", "Greek"), ("ب", "Arabic")),
            *(("א", "Hebrew"), ("漢", "Han"), ("か", "Hiragana"), ("क", "Devanagari")),
            *(("1", "Common"), ("\u0301", "Inherited"), ("\u0378", "Unknown")),
            *(("\x00", "Common"), ("\U0010ffff", "Unknown")),
        ],
    )
    def test_is_known_of_every_character(self, char, script):
        assert tables.script(char) == script


class TestTables:
    def test_name_their_licence(self):
        licence = (SOURCE / "LICENSE.unicode").read_text()

        assert "UNICODE LICENSE V3" in licence
        for name in ("looks.txt", "scripts.txt"):
            assert "LICENSE.unicode" in (SOURCE / name).read_text().split("=")[0]

    def test_are_read_only_when_they_are_needed(self):
        code = (
            "from hiwar.kernel.text import skeleton, tables\n"
            "print(tables.looks.cache_info().currsize)\n"
            "skeleton.skeleton('x')\n"
            "print(tables.looks.cache_info().currsize)"
        )

        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert ran.stdout.split() == ["0", "1"]
