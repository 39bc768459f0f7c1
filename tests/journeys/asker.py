"""Runs scripts on a paper, each in a process of its own that is ready at once."""

import json
import subprocess
import sys

from tests.ops.server import environment

# Django is set up once; each script is run by a copy of that process.
LOOP = """
import contextlib, io, json, os, sys
import django
django.setup()
from django.db import connections
for line in sys.stdin:
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        continue
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {"__name__": "__main__"})
        answer = [True, said.getvalue()]
    except BaseException as error:
        answer = [False, repr(error)]
    connections.close_all()
    print(json.dumps(answer), flush=True)
    os._exit(0)
"""


class Asker:
    """Asks a paper, as `Paper.ask` does, without setting up Django each time."""

    def __init__(self, paper, origin):
        changes = {
            "DJANGO_SETTINGS_MODULE": "hiwar.config.settings",
            "HIWAR_DATA": str(paper.data),
            "HIWAR_ORIGIN": origin,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", LOOP],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(**changes, **paper.database),
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def ask(self, script):
        """Return what `script` prints."""
        self._process.stdin.write(json.dumps(script) + "\n")
        self._process.stdin.flush()
        is_done, said = json.loads(self._process.stdout.readline())
        assert is_done, said
        return said
