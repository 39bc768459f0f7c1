"""The data folder, before anything is loaded."""

import subprocess
import sys

import pytest

from hiwar.ops import folder


class TestPrepare:
    def test_makes_a_secret_that_only_its_owner_reads(self, tmp_path):
        folder.prepare(tmp_path / "paper")

        secret = tmp_path / "paper" / "secret"
        assert secret.stat().st_mode & 0o777 == 0o600
        assert len(secret.read_text().strip()) >= 50

    def test_keeps_the_secret_that_is_there(self, tmp_path):
        folder.prepare(tmp_path)
        first = (tmp_path / "secret").read_text()

        folder.prepare(tmp_path)

        assert (tmp_path / "secret").read_text() == first

    def test_says_in_a_sentence_that_it_cannot_write(self, tmp_path):
        (tmp_path / "file").write_text("")

        with pytest.raises(folder.Unusable, match="cannot be written: "):
            folder.prepare(tmp_path / "file" / "paper")


class TestRequire:
    def test_says_how_to_start_a_paper(self, tmp_path):
        with pytest.raises(folder.Unusable, match="hiwar up"):
            folder.require(tmp_path)

    def test_takes_a_folder_that_was_prepared(self, tmp_path):
        folder.prepare(tmp_path)

        folder.require(tmp_path)


HOLD = """
import os, sys
from pathlib import Path
from hiwar.ops import folder
held = folder.lock(Path(sys.argv[1]))
if os.fork() == 0:
    sys.stdin.read()
    os._exit(0)
print("held", flush=True)
"""


class TestLock:
    def test_is_held_by_one_at_a_time(self, tmp_path):
        with (
            folder.lock(tmp_path),
            pytest.raises(folder.Unusable, match="already running"),
        ):
            folder.lock(tmp_path, patience=0)

    def test_can_be_taken_when_it_was_let_go(self, tmp_path):
        folder.lock(tmp_path).close()

        folder.lock(tmp_path, patience=0).close()

    def test_is_held_by_the_children_of_who_has_died(self, tmp_path):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, tmp_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with holder:
            assert holder.stdout.readline() == "held\n"
            assert holder.wait() == 0
            with pytest.raises(folder.Unusable):
                folder.lock(tmp_path, patience=0)

            holder.stdin.close()

            folder.lock(tmp_path, patience=5).close()
