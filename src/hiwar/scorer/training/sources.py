"""The labelled comments that train what ships, each read as its makers meant it.

Labels are shares of people where the source tells them. Rows are parted into train,
tune (for calibration) and test by their text, so that no text stands in two parts.
Left out on purpose: Davidson's tweets, which made every model worse.
"""

import ast
import csv
import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hiwar.scorer.training.written import sentences

# No set of others' says what an insult is: what ours says of it could not be measured.
KINDS: Final = ("toxicity", "identity_attack", "threat")
TEST_SHARE: Final = 0.12
TUNE_SHARE: Final = 0.10

# Every text of Civil Comments here had been called toxic by half of its first raters:
# one in which nobody then marked a word is not as harmless as a talk page.
_LEAST_CIVIL: Final = 0.15
_WIKI_KEPT: Final = 0.35
_MADLIBS_KEPT: Final = 0.09
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_SHORTEST_SENTENCE: Final = 15


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled text. A kind that its source does not tell is missing."""

    source: str
    language: str
    text: str
    labels: dict[str, float] = field(hash=False)
    weight: float
    part: str
    # Places of the letters that people marked, None where nobody was asked.
    marked: frozenset[int] | None = None


def rows(folder: Path) -> list[Row]:
    """Return every row of the sources in `folder` once, in a fixed order."""
    found: list[Row] = []
    seen: set[str] = set()
    for source in (
        _civil,
        _wikipedia,
        _wikipedia_answers,
        _mpold,
        _mlma,
        _madlibs,
        _spans,
        _written,
    ):
        for row in source(folder):
            key = " ".join(row.text.split()).lower()
            if len(key) > 2 and key not in seen:
                seen.add(key)
                found.append(row)
    return found


def part_of(text: str) -> str:
    """Return the part that a text belongs to, whatever else there is."""
    digest = hashlib.sha256(" ".join(text.split()).lower().encode()).digest()
    place = int.from_bytes(digest[:4], "big") / 2**32
    if place < TEST_SHARE:
        return "test"
    return "tune" if place < TEST_SHARE + TUNE_SHARE else "train"


def _read(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _civil(folder: Path) -> Iterator[Row]:
    marked = dict(_marked_posts(folder))
    for row in _read(folder, "en_civilcomments_toxicspans_train.csv"):
        text = row["comment_text"]
        toxic = 1 - float(row["frac_not_toxic"])
        label = _LEAST_CIVIL + (1 - _LEAST_CIVIL) * toxic
        yield Row(
            "civil",
            "en",
            text,
            {"toxicity": label},
            1.0,
            part_of(text),
            marked.get(text.strip()),
        )


def _marked_posts(folder: Path) -> Iterator[tuple[str, frozenset[int]]]:
    for row in _read(folder, "en_toxic_spans_semeval_train.csv"):
        text = row["text"]
        lead = len(text) - len(text.lstrip())
        places = ast.literal_eval(row["spans"])
        if places:
            yield text.strip(), frozenset(place - lead for place in places)


def _spans(folder: Path) -> Iterator[Row]:
    """Part marked posts into sentences: harmless ones from the same conversations."""
    for text, places in _marked_posts(folder):
        parts = _SENTENCE_END.split(text)
        if len(parts) < 2:
            continue
        start = 0
        for sentence in parts:
            start = text.index(sentence, start)
            inside = {place - start for place in places} & set(range(len(sentence)))
            start += len(sentence)
            if len(sentence) >= _SHORTEST_SENTENCE:
                yield Row(
                    "civil sentences",
                    "en",
                    sentence,
                    {"toxicity": 0.9 if inside else 0.12},
                    0.5,
                    part_of(text),
                    frozenset(inside),
                )


def _wikipedia(folder: Path) -> Iterator[Row]:
    for row in _read(folder, "en_wikitalk_toxicity_nonfuzzed.csv"):
        text = row["comment"]
        label = float(row["toxic"] == "True")
        yield Row("wikipedia", "en", text, {"toxicity": label}, 1.0, part_of(text))


def _wikipedia_answers(folder: Path) -> Iterator[Row]:
    chance = random.Random(1)  # noqa: S311 - the same every time, on purpose
    for name in ("en_wikitalk_cat_gc.csv", "en_wikitalk_cat_gn.csv"):
        for row in _read(folder, name):
            kept = chance.random() < _WIKI_KEPT
            if row["label"] == "1" or kept:
                text = row["text"]
                yield Row(
                    "wikipedia answers",
                    "en",
                    text,
                    {"toxicity": float(row["label"])},
                    1.0,
                    part_of(text),
                )


def _mpold(folder: Path) -> Iterator[Row]:
    for row in _read(folder, "ar_mpold_train3000.csv"):
        text = row["Comment"]
        agreed = float(row["Agreement"]) / 100
        offends = row["Majority_Label"] == "Offensive"
        label = agreed if offends else 1 - agreed
        yield Row("mpold", "ar", text, {"toxicity": label}, 1.5, part_of(text))


def _mlma(folder: Path) -> Iterator[Row]:
    for name, language, weight in (
        ("en_mlma.csv", "en", 0.3),
        ("ar_mlma_train.csv", "ar", 0.6),
    ):
        for row in _read(folder, name):
            said = row["sentiment"].split("_")
            text = row["tweet"]
            label = 0.0 if said == ["normal"] else 1 - 0.5 * ("normal" in said)
            labels = {"toxicity": label, "identity_attack": float("hateful" in said)}
            yield Row("mlma", language, text, labels, weight, part_of(text))


def _madlibs(folder: Path) -> Iterator[Row]:
    chance = random.Random(2)  # noqa: S311 - the same every time, on purpose
    for row in _read(folder, "en_bias_madlibs_77k.csv"):
        kept = chance.random() < _MADLIBS_KEPT
        if row["Template"] != "name_adj" or kept:
            text = row["Text"]
            label = float(row["Label"] == "BAD")
            yield Row("madlibs", "en", text, {"toxicity": label}, 0.3, part_of(text))


def _written(folder: Path) -> Iterator[Row]:
    for language in ("en", "ar"):
        for sentence in sentences(language):
            kinds = sentence.kinds
            labels = {
                "toxicity": float("0" not in kinds),
                "identity_attack": float("identity" in kinds),
                "threat": float("threat" in kinds),
            }
            part = part_of(sentence.pattern)
            yield Row("written", language, sentence.text, labels, 0.5, part)
