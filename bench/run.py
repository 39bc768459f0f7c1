"""Measure everything, and write bench/RESULTS.md with a picture of it.

    python -m bench.run [--full] [--only reading writing …]

By default about a quarter of an hour; --full draws the curve to 1,000,000 articles.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import (
    growth,
    isso,
    machine,
    picture,
    processes,
    reading,
    report,
    scorer,
    writing,
)
from .figures import Results
from .files import Files
from .paper import Paper

HERE = Path(__file__).parent
PARTS = (
    "reading",
    "writing",
    "freshness",
    "uncached",
    "postgresql",
    "isso",
    "scorer",
    "growth",
)
# Stories to be written on have sizes of their own, so that those that are read stay.
ALONE, WHILE_READ, LONG_WHILE_READ, FRESH = 25, 26, 1_001, 27


@dataclass(frozen=True, kw_only=True)
class Scale:
    seconds: float
    rounds: int
    curve: reading.Course
    articles: tuple[int, ...]
    tries: int
    scored: int


DEFAULT = Scale(
    seconds=3,
    rounds=3,
    curve=reading.Course(seconds=3, rounds=1),
    articles=(1_000, 10_000),
    tries=3_000,
    scored=20_000,
)
FULL = Scale(
    seconds=5,
    rounds=3,
    curve=reading.Course(seconds=4, rounds=3),
    articles=(1_000, 10_000, 100_000, 1_000_000),
    tries=10_000,
    scored=1_000_000,
)
# To see whether all of it works.
BRIEF = Scale(
    seconds=1,
    rounds=1,
    curve=reading.Course(seconds=1, rounds=1),
    articles=(1_000, 2_000),
    tries=100,
    scored=4_000,
)
SIZES = [24, 100, 1_000, 10_000, 100_000]


def main() -> None:
    arguments = _parse()
    machine.install_programs()
    scale = {"full": FULL, "brief": BRIEF}.get(arguments.scale, DEFAULT)
    results = Results(machine=machine.describe())
    results.machine["load before"] = f"{machine.load():.1f}"
    with _folder(arguments.keep) as folder:
        if arguments.into:
            _measure_on_postgresql(Paper(folder / "paper"), results, scale)
            arguments.into.write_text(json.dumps(results.raw()))
            return
        _measure(folder, results, scale, arguments.only)
    if set(arguments.only) == set(PARTS) and scale is not BRIEF:
        out = HERE
    else:
        out = Path(tempfile.mkdtemp(prefix="hiwar-bench-results-"))
    report.write(results, out / "RESULTS.md")
    picture.draw(results, out / "RESULTS.svg")
    (out / "RESULTS.json").write_text(json.dumps(results.raw(), indent=1) + "\n")
    print(f"Written to {out}.")


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="hiwar-bench-") as name:
        yield Path(name)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    scales = parser.add_mutually_exclusive_group()
    for name in ("full", "brief"):
        scales.add_argument(f"--{name}", dest="scale", action="store_const", const=name)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="work there, and go on there next time"
    )
    # How the part on PostgreSQL is run, inside scripts/with-postgresql.
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(folder: Path, results: Results, scale: Scale, parts: list[str]) -> None:
    paper = Paper(folder / "paper")
    print("Building the paper …", flush=True)
    ours = [ALONE, WHILE_READ, LONG_WHILE_READ, FRESH]
    taken = growth.build(paper, scale.articles[0], [*SIZES, *ours])
    print(f"built in {taken:.0f} s", flush=True)
    if {"reading", "writing", "freshness"} & set(parts):
        with paper.running():
            _measure_running(folder, paper, results, scale, parts)
    if "uncached" in parts:
        growth.measure_uncached(paper, results)
    if "postgresql" in parts:
        _ask_for_postgresql(folder, results, scale)
    if "isso" in parts:
        _measure_isso(folder, results, scale)
    if "scorer" in parts:
        scorer.measure(
            folder / "scorer",
            results,
            seconds=scale.seconds,
            rounds=scale.rounds,
            rows=scale.scored,
        )
    if "growth" in parts:
        growth.measure_growth(
            paper,
            results,
            articles=scale.articles,
            sizes=SIZES,
            seconds=scale.seconds,
            taken=taken,
        )


def _measure_running(
    folder: Path, paper: Paper, results: Results, scale: Scale, parts: list[str]
) -> None:
    if "reading" in parts:
        files = Files(folder / "nginx")
        with files.running():
            pair = reading.Pair(paper, files)
            course = reading.Course(seconds=scale.seconds, rounds=scale.rounds)
            reading.measure_pages(pair, results, course=course)
            reading.measure_connections(pair, results, course=scale.curve)
            reading.measure_comments(pair, results, course=scale.curve, sizes=SIZES)
    if "writing" in parts:
        again = {"seconds": 2 * scale.seconds, "rounds": scale.rounds}
        for size in (WHILE_READ, LONG_WHILE_READ):
            writing.measure_while_reading(paper, results, size=size, **again)
        writing.measure_alone(paper, results, size=ALONE, on="SQLite", **again)
    if "freshness" in parts:
        writing.measure_freshness(paper, results, size=FRESH, tries=scale.tries)
    results.tables["Memory, MB"] = [["process", "RSS", "PSS"]] + [
        [name, f"{held.rss:.0f}", f"{held.pss:.0f}"]
        for name, pid in paper.members().items()
        for held in [processes.memory_of(pid)]
    ]


def _ask_for_postgresql(folder: Path, results: Results, scale: Scale) -> None:
    """Run the part on PostgreSQL beside a cluster of its own, on a disk."""
    into = folder / "postgresql.json"
    which = {id(FULL): ["--full"], id(BRIEF): ["--brief"]}.get(id(scale), [])
    script = HERE.parent / "scripts" / "with-postgresql"
    subprocess.run(
        [script, sys.executable, "-m", "bench.run", *which, "--into", into],
        env={**os.environ, "CLUSTER_IN": tempfile.gettempdir()},
        check=True,
    )
    results.take(json.loads(into.read_text()))


def _measure_on_postgresql(paper: Paper, results: Results, scale: Scale) -> None:
    growth.build(paper, 1_000, [ALONE, FRESH])
    with paper.running():
        writing.measure_arrival(paper, results, size=FRESH, tries=scale.tries // 3)
        writing.measure_alone(
            paper,
            results,
            size=ALONE,
            seconds=2 * scale.seconds,
            rounds=scale.rounds,
            on="PostgreSQL",
        )


def _measure_isso(folder: Path, results: Results, scale: Scale) -> None:
    place = folder / "isso"
    place.mkdir(exist_ok=True)
    venv = isso.install(place)
    if venv is None:
        print("Isso cannot be installed here; left out.")
        return
    results.machine["Isso"] = isso.version(venv)
    with isso.running(venv, place) as port:
        isso.measure(port, results, seconds=scale.seconds, rounds=scale.rounds)


if __name__ == "__main__":
    main()
