"""What the scorer costs: a comment, a file of them, requests over HTTP, and memory.

    python -m bench.scorer [--rows 20000]

measures it alone. Comments are made of the sentences of the hard cases, English and
Arabic in turns, in another order each.
"""

import argparse
import asyncio
import csv
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from . import machine, processes
from .clients import Line
from .figures import Figure, Results, Target
from .paper import HIWAR, PATIENCE, environment

GROUP = "Scorer"
ROWS = 20_000
SHORT, LONG = 25, 100
# Of each length; the first half makes the scorer warm.
TEXTS = 400
LINES = 8
WORKERS = 2
PATH = "/v1alpha1/comments:analyze"
SHORT_TARGET = Target(words="at most 1.5 ms", most=1.5)
LONG_TARGET = Target(words="at most 10 ms", most=10)
BATCH_TARGET = Target(words="at least 1,500", least=1_500)
HTTP_TARGET = Target(words="at least 200", least=200)
MEMORY_TARGET = Target(words="at most 300 MB", most=300)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone:
        print(json.dumps(_measure_here()))
        return
    with tempfile.TemporaryDirectory(prefix="hiwar-bench-") as folder:
        results = Results(machine=machine.describe())
        measure(Path(folder), results, seconds=5, rounds=3, rows=arguments.rows)


def measure(
    folder: Path, results: Results, *, seconds: float, rounds: int, rows: int
) -> None:
    """Measure all of it, with the weights that ship."""
    folder.mkdir(exist_ok=True)
    alone = [_ask_alone() for _round in range(rounds)]
    for about, unit, target in (
        (f"a comment of {SHORT} words, CPU", "ms", SHORT_TARGET),
        (f"a comment of {LONG} words, CPU", "ms", LONG_TARGET),
        ("first comment of a process, CPU", "ms", None),
    ):
        taken = [one[about] for one in alone]
        results.add(
            Figure(group=GROUP, about=about, unit=unit, rounds=taken, target=target)
        )
    rate, worked = _score_file(folder, rows)
    results.add(
        Figure(
            group=GROUP,
            about=f"a file of {rows:,}, two processes",
            unit="comments/s",
            rounds=[rate],
            target=BATCH_TARGET,
        ),
        Figure(
            group=GROUP,
            about="a comment of that file, 45 words as a rule, CPU",
            unit="ms",
            rounds=[worked],
        ),
    )
    with _serving(folder) as (port, pid):
        asked = [asyncio.run(_ask(port, seconds)) for _round in range(rounds + 1)]
        held = [processes.memory_of(child).rss for child in processes.children_of(pid)]
    results.add(
        Figure(
            group=GROUP,
            about=f"over HTTP, one comment of {SHORT} words each",
            unit="requests/s",
            # In the first the workers read the weights.
            rounds=asked[1:],
            target=HTTP_TARGET,
        ),
        Figure(
            group=GROUP,
            about="memory of a process that answered",
            unit="MB",
            rounds=[max(held)],
            target=MEMORY_TARGET,
        ),
    )


def comments(words: int, number: int) -> list[str]:
    """Return made-up comments of so many words, no two the same."""
    # Numpy comes with it, and may use one thread only if that is said before.
    from hiwar.scorer.evaluation import own  # noqa: PLC0415

    chance = random.Random(words)
    sentences = [
        [case.text for case in own.hard_cases() if case.language == language]
        for language in ("en", "en", "ar")
    ]
    return [
        " ".join(" ".join(chance.choices(sentences[turn % 3], k=words)).split()[:words])
        for turn in range(number)
    ]


def _ask_alone() -> dict[str, float]:
    """Measure in a process of its own, so that nothing is loaded before."""
    command = [sys.executable, "-m", "bench.scorer", "--alone"]
    done = subprocess.run(command, env=_environment(), capture_output=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _measure_here() -> dict[str, float]:
    from hiwar.scorer import score  # noqa: PLC0415 - in the process that measures

    texts = {words: comments(words, TEXTS) for words in (SHORT, LONG)}
    begun = time.process_time()
    score("The first comment makes it read its weights.")
    found = {"first comment of a process, CPU": _since(begun)}
    for words, of in texts.items():
        for text in of[: TEXTS // 2]:
            score(text)
        taken = []
        for text in of[TEXTS // 2 :]:
            begun = time.process_time()
            score(text)
            taken.append(_since(begun))
        found[f"a comment of {words} words, CPU"] = median(taken)
    return found


def _since(begun: float) -> float:
    return (time.process_time() - begun) * 1000


def _score_file(folder: Path, rows: int) -> tuple[float, float]:
    """Return how many comments of a file are scored a second, from start to end.

    And the milliseconds of CPU that each took: others may be at work on the machine.
    """
    lengths = (10, SHORT, 40, LONG // 2, LONG)
    with (folder / "comments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text"])
        for words in lengths:
            share = -(-rows // len(lengths))
            writer.writerows([text] for text in comments(words, share))
    begun, worked = time.monotonic(), _cpu_of_children()
    subprocess.run(
        [
            *(*HIWAR, "scorer", "score", "--file", str(folder / "comments.csv")),
            *("--out", str(folder / "scored.csv")),
        ],
        env=_environment(),
        stderr=subprocess.DEVNULL,
        check=True,
    )
    taken, worked = time.monotonic() - begun, _cpu_of_children() - worked
    with (folder / "scored.csv").open(encoding="utf-8") as scored:
        assert sum(1 for _line in scored) >= rows
    return rows / taken, 1000 * worked / rows


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[int, int]]:
    """Run `hiwar scorer serve`; give its port and its process."""
    port = machine.free_port()
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(*HIWAR, "scorer", "serve", "--port", str(port)),
                *("--workers", str(WORKERS)),
            ],
            env=_environment(),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        asyncio.run(_wait_for(port))
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


async def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError, asyncio.IncompleteReadError):
            if (await Line(port).ask("GET", "/healthz"))[0] == 200:
                return
        await asyncio.sleep(0.1)
    raise SystemExit("hiwar scorer serve does not answer.")


async def _ask(port: int, seconds: float) -> float:
    """Return how many requests a second are answered, one after the other a line."""
    texts = cycle(comments(SHORT, 10 * TEXTS))
    deadline = time.monotonic() + seconds
    lines = [Line(port) for _line in range(LINES)]
    begun = time.monotonic()
    counts = await asyncio.gather(*(_ask_on(line, texts, deadline) for line in lines))
    taken = time.monotonic() - begun
    for line in lines:
        line.close()
    return sum(counts) / taken


async def _ask_on(line: Line, texts: Iterator[str], deadline: float) -> int:
    count = 0
    while time.monotonic() < deadline:
        request: dict[str, Any] = {
            "comment": {"text": next(texts)},
            "requestedAttributes": {"TOXICITY": {}},
        }
        status, _headers, body = await line.ask(
            "POST",
            PATH,
            headers={"Content-Type": "application/json"},
            body=json.dumps(request).encode(),
        )
        assert status == 200, body
        count += 1
    return count


def _environment() -> dict[str, str]:
    # As `hiwar` says it to itself; the module that measures is not started by it.
    return environment(OPENBLAS_NUM_THREADS="1")


if __name__ == "__main__":
    main()
