"""The scorer measured on what is ours: the parts kept apart, and the hard cases.

`python -m hiwar.scorer.evaluation.own FOLDER` writes `shipped/report.json` and the
model card. The public page shows the same report.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from hiwar.scorer import layer
from hiwar.scorer.evaluation import card, shipped
from hiwar.scorer.evaluation.figures import Figures, measure, roc_curve
from hiwar.scorer.evaluation.labelled import Example, Report, evaluate
from hiwar.scorer.language import Language
from hiwar.scorer.scoring import Scored, score, score_all

HARD_CASES: Final = Path(__file__).parent / "hard_cases.tsv"
# A share of people from which a text counts as one that a moderator should see.
TOXIC: Final = 0.5
_KINDS: Final = ("identity_attack", "threat")
_BINS: Final = 10
_WORST: Final = 8


def hard_cases() -> list[Example]:
    """Return the cases that we wrote ourselves, none of which trained anything."""
    rows = (line.split("\t") for line in HARD_CASES.read_text("utf-8").splitlines())
    return [
        Example(text, int(label), language, f"{group}, {language}")
        for language, group, label, text in rows
    ]


def report_on(folder: Path) -> dict[str, Any]:
    """Return everything that the card says, measured with the shipped model."""
    # Training's sources need nothing but the folder; its fitting is not loaded.
    from hiwar.scorer.training.sources import rows  # noqa: PLC0415 - reads big files

    kept = [row for row in rows(folder) if row.part == "test"]
    kept.sort(key=lambda row: row.language)
    scored = [
        one
        for language in sorted({row.language for row in kept})
        for one in score_all(
            [row.text for row in kept if row.language == language],
            language=Language(language),
        )
    ]
    hard = hard_cases()
    return {
        "model": fingerprint(),
        "sources": {
            f"{source}, {language}": _of(
                [
                    (int(row.labels["toxicity"] >= TOXIC), one)
                    for row, one in zip(kept, scored, strict=True)
                    if (row.source, row.language) == (source, language)
                ]
            ).as_json()
            for source, language in sorted({(r.source, r.language) for r in kept})
        },
        "hard": evaluate(hard).as_json(),
        "kinds": _kinds(hard),
        "calibration": {
            language: _calibration(
                [row.labels["toxicity"] for row in kept if row.language == language],
                [
                    one.toxicity or 0.0
                    for row, one in zip(kept, scored, strict=True)
                    if row.language == language
                ],
            )
            for language in ("en", "ar")
        },
        "curves": {
            language: _curve(
                [
                    (int(row.labels["toxicity"] >= TOXIC), one)
                    for row, one in zip(kept, scored, strict=True)
                    if row.language == language
                ]
            )
            for language in ("en", "ar")
        },
        "worst": worst(hard),
    }


def hard_report() -> Report:
    """Return how the shipped model does on the hard cases alone."""
    return evaluate(hard_cases())


def fingerprint() -> str:
    """Return by which the weights are known that ship."""
    return layer.fingerprint()


def worst(cases: Sequence[Example]) -> list[dict[str, Any]]:
    """Return the hard cases that are furthest from where they should be."""
    found = [
        (abs(case.label - (one.toxicity or 0.0)), case, one)
        for case in cases
        for one in [score(case.text, language=Language(case.language))]
    ]
    found.sort(key=lambda entry: (-entry[0], entry[1].text))
    return [
        {
            "text": case.text,
            "language": case.language,
            "should": case.label,
            "score": one.toxicity,
        }
        for language in Language
        for _far, case, one in [
            entry for entry in found if entry[1].language == language
        ][:_WORST]
    ]


def _kinds(cases: Sequence[Example]) -> dict[str, Any]:
    """Measure each kind: its own toxic cases against everything harmless."""
    found = {}
    for kind in _KINDS:
        for language in ("en", "ar"):
            of = [
                case
                for case in cases
                if case.language == language
                and (case.label == 0 or case.group == f"{kind}, {language}")
            ]
            scores = [
                score(case.text, language=Language(language)).values.get(kind)
                for case in of
            ]
            figures = measure([case.label for case in of], scores)
            found[f"{kind}, {language}"] = figures.as_json()
    return found


def _of(pairs: Sequence[tuple[int, Scored]]) -> Figures:
    return measure(
        [label for label, _one in pairs], [one.toxicity for _label, one in pairs]
    )


def _curve(pairs: Sequence[tuple[int, Scored]]) -> list[tuple[float, float]]:
    truth = np.array([label for label, _one in pairs], bool)
    scores = np.array([one.toxicity or 0.0 for _label, one in pairs])
    alarms, hits = roc_curve(truth, scores)
    shown = np.linspace(0, len(alarms) - 1, 60).astype(int)
    return [
        (round(float(alarms[place]), 4), round(float(hits[place]), 4))
        for place in shown
    ]


def _calibration(
    labels: Sequence[float], scores: Sequence[float]
) -> list[dict[str, float]]:
    """Return for each tenth of the scale what was said, and what people said."""
    said, truth = np.array(scores), np.array(labels)
    bins = np.minimum((said * _BINS).astype(int), _BINS - 1)
    return [
        {
            "rows": int((bins == place).sum()),
            "said": round(float(said[bins == place].mean()), 3),
            "people": round(float(truth[bins == place].mean()), 3),
        }
        for place in range(_BINS)
        if (bins == place).any()
    ]


def main(folder: Path, docs: Path) -> None:
    """Write the report and the card."""
    report = report_on(folder)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    shipped.FILE.write_text(text + "\n", "utf-8")
    card.write(json.loads(text), docs)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs"))
