"""An import that is killed is simply run again."""

import os
import subprocess
import sys

import pytest

from tests.interop.archives import COMMENT, GUEST, in_order, line, lines, write

NUMBER = 400

PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
"""
# Killed in the middle of a transaction: when the nth row of comments is written.
KILLED = """
import django, os, signal, sys
django.setup()
from pathlib import Path
from django.db import connection
from django.utils import timezone
from hiwar.interop.archive import batches, importing

batches.MOST_LINES = 50
written = []

def kill(execute, sql, params, many, context):
    answer = execute(sql, params, many, context)
    if sql.startswith('INSERT INTO "discussion_comment"'):
        written.append(sql)
        if len(written) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return answer

with connection.execute_wrapper(kill):
    importing.import_archive(Path(sys.argv[1]), now=timezone.now())
"""
RUN = "from hiwar.config.command import main; main()"
COUNT = """
import django
django.setup()
from hiwar.discussion.models import Comment, Thread
print(Comment.objects.count(), sum(t.number_of_comments for t in Thread.objects.all()))
"""


def run(folder, code, *arguments):
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {
        "HIWAR_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "hiwar.config.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.server
class TestAnInterruptedImport:
    def test_leaves_whole_batches_and_is_simply_run_again(self, tmp_path):
        data = tmp_path / "data"
        data.mkdir()
        (data / "secret").write_text("of this test")
        given = lines(
            line(COMMENT),
            *(
                line(COMMENT, id=f"c{n}", parent="c1", author=GUEST, text=f"No. {n}")
                for n in range(2, NUMBER + 1)
            ),
        )
        path = write(tmp_path, given)
        assert run(data, PREPARE).returncode == 0

        killed = run(data, KILLED, path, 4)

        assert killed.returncode == -9
        comments, counted = map(int, run(data, COUNT).stdout.split())
        assert 0 < comments == counted < NUMBER

        again = run(data, RUN, "import", "archive", path)

        assert again.returncode == 0, again.stderr
        assert run(data, COUNT).stdout.split() == [str(NUMBER)] * 2
        out = tmp_path / "out.jsonl"
        assert run(data, RUN, "export", "archive", out).returncode == 0
        assert in_order(out.read_text().splitlines()) == in_order(given)
