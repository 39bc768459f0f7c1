"""A labelled file: read, scored, measured by group and by language."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hiwar.scorer.evaluation.figures import Figures, measure
from hiwar.scorer.language import Language
from hiwar.scorer.scoring import Scored, score, score_all


class NotLabelled(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A file that cannot be evaluated; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A row of a labelled file."""

    text: str
    label: int
    language: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of a file."""

    whole: Figures
    groups: dict[str, Figures]
    languages: dict[str, Figures]

    def as_json(self) -> dict[str, Any]:
        return {
            "all": self.whole.as_json(),
            "groups": {name: part.as_json() for name, part in self.groups.items()},
            "languages": {
                name: part.as_json() for name, part in self.languages.items()
            },
        }


def read(file: Path) -> list[Example]:
    """Return the rows of a CSV file with `text` and `label`.

    Raises NotLabelled for a missing column, a label that is not 0 or 1, or no rows.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = list(_examples(csv.DictReader(lines)))
    if not found:
        raise NotLabelled("no rows")
    return found


def _examples(rows: "csv.DictReader[str]") -> Iterator[Example]:
    missing = {"text", "label"} - set(rows.fieldnames or ())
    if missing:
        raise NotLabelled(f"no column {', '.join(sorted(missing))}")
    for row in rows:
        label = (row["label"] or "").strip()
        if label not in {"0", "1"}:
            raise NotLabelled(f"line {rows.line_num}: label {label!r} is not 0 or 1")
        yield Example(
            row["text"] or "",
            int(label),
            (row.get("language") or "").strip(),
            (row.get("group") or "").strip(),
        )


def evaluate(examples: Iterable[Example]) -> Report:
    """Score every example and measure the whole, each group and each language."""
    rows = list(examples)
    scored = _scored(rows)
    scores = [one.toxicity for one in scored]
    groups: dict[str, list[int]] = defaultdict(list)
    languages: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        languages[row.language or scored[place].language].append(place)
        if row.group:
            groups[row.group].append(place)

    def of(places: list[int]) -> Figures:
        return measure(
            [rows[place].label for place in places],
            [scores[place] for place in places],
        )

    return Report(
        whole=of(list(range(len(rows)))),
        groups={name: of(groups[name]) for name in sorted(groups)},
        languages={name: of(languages[name]) for name in sorted(languages)},
    )


def _scored(rows: list[Example]) -> list[Scored]:
    """Score rows in their language where they name one that is served."""
    if not any(row.language for row in rows):
        return list(score_all(row.text for row in rows))
    return [score(row.text, language=_language(row.language)) for row in rows]


def _language(name: str) -> Language | None:
    with suppress(ValueError):
        return Language(name)
    return None
