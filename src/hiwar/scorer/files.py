"""A file of comments scored on every core, in its order, never whole in memory."""

import csv
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, nullcontext
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from tqdm import tqdm

from hiwar.scorer import encoder, model
from hiwar.scorer.scoring import score_all

COLUMN: Final = "text"
HEAD: Final = ("language", "toxicity")
# What a process is given at a time: much less is spent on handing over than on scoring.
_AT_ONCE: Final = 256
# Fewer rows are scored before a second process would have begun.
_FEWEST_FOR_MANY: Final = 2_000
Row = tuple[str, str]


class NoTexts(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A file without a column `text`."""


def score_file(file: Path, out: Path | None, *, processes: int | None = None) -> None:
    """Write language and toxicity of every row of the CSV `file` to `out`.

    Without `out` that is standard output; else a bar shows how far it is. Many rows are
    shared among as many processes as there are cores, or as `processes` says.

    Raises NoTexts.
    """
    with ExitStack() as stack:
        lines = stack.enter_context(_opened(file))
        rows = csv.DictReader(lines)
        if COLUMN not in (rows.fieldnames or ()):
            raise NoTexts
        total = count_rows(file)
        texts = (row[COLUMN] or "" for row in rows)
        to = stack.enter_context(
            out.open("w", encoding="utf-8", newline="")
            if out
            else nullcontext(sys.stdout)
        )
        writer = csv.writer(to)
        writer.writerow(HEAD)
        bar = stack.enter_context(
            tqdm(total=total, unit=" comments", disable=out is None)
        )
        if processes is None:
            cores = len(os.sched_getaffinity(0))
            processes = cores if total >= _FEWEST_FOR_MANY else 1
        for scored in _scored(texts, processes):
            writer.writerows(scored)
            bar.update(len(scored))


def count_rows(file: Path) -> int:
    """Return how many rows follow the head."""
    with _opened(file) as lines:
        return max(0, sum(bool(row) for row in csv.reader(lines)) - 1)


def _scored(texts: Iterable[str], processes: int) -> Iterator[list[Row]]:
    if processes == 1:
        yield from map(_score, _packets(texts))
        return
    # Loaded once, before the others are made of this process: they share it.
    encoder.shipped()
    model.shipped()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_score, _packets(texts))


def _score(texts: list[str]) -> list[Row]:
    return [
        (one.language.value, "" if one.toxicity is None else str(one.toxicity))
        for one in score_all(texts)
    ]


def _packets(texts: Iterable[str]) -> Iterator[list[str]]:
    texts = iter(texts)
    while packet := list(islice(texts, _AT_ONCE)):
        yield packet


def _opened(file: Path) -> TextIO:
    return file.open(encoding="utf-8-sig", newline="")
