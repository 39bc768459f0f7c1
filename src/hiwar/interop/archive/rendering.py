"""A second process that renders the comments of the next batch while one is written.

Rendering takes as long as writing, and needs nothing but the text. Run as a program,
this module answers each line, a JSON list of texts, with a list of their HTML; it
ends when nobody asks any more.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import IO, Final

from hiwar.kernel.text import markup, normalise

# Below this a second process costs more than it brings.
FEWEST: Final = 4_000


def render(texts: Sequence[str]) -> list[str]:
    return [markup.render(normalise.normalise(text)) for text in texts]


class Renderer:
    """Renders one batch at a time: `ask` for it, and `get` it before asking again.

    Whatever becomes of the other process, what was asked for is rendered here then.
    """

    def __init__(self, *, comments: int) -> None:
        self._asked: list[str] = []
        is_worth_it = comments >= FEWEST and len(os.sched_getaffinity(0)) > 1
        self._process = _start() if is_worth_it else None

    def ask(self, texts: list[str]) -> None:
        self._asked = texts
        if self._process is None or self._process.stdin is None:
            return
        try:
            self._process.stdin.write(json.dumps(texts).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            self.close()

    def get(self) -> list[str]:
        if self._process is not None and self._process.stdout is not None:
            if answer := self._process.stdout.readline():
                rendered: list[str] = json.loads(answer)
                return rendered
            self.close()
        return render(self._asked)

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own module, no word of anybody else
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl-C is for the process that writes: it ends this one by closing its input.
        start_new_session=True,
    )


def answer_all(asked: IO[str], answers: IO[str]) -> None:
    for line in asked:
        answers.write(json.dumps(render(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    answer_all(sys.stdin, sys.stdout)
