"""The model card: what the report says, in words and pictures.

`python -m hiwar.scorer.evaluation.card docs` writes it again from the report.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from hiwar.scorer.evaluation import shipped
from hiwar.scorer.evaluation.figures import share_between

CARD: Final = "reference/scorer.md"
_SIDE: Final = 320
_EDGE: Final = 34
_INK: Final = {"en": "#1f5fa8", "ar": "#a8431f"}

_HEAD: Final = Path(__file__).parent / "card_head.md"

_APART: Final = """\
Kept apart by their text before training. All of Civil Comments here had been called
toxic by half of their first raters, so to part them again is hard for people too.
MLMA's tweets were collected by hateful words, so its alarms are not a newspaper's.
"""

_LEGEND: Final = """\
AUC: how often a toxic comment is scored above a harmless one; 0.5 is chance. Alarms:
the share of harmless comments with a score of 0.8 or more; misses: of toxic ones below
it. In brackets where each lies in 95 of 100 samples. No score counts as 0.
"""

_HARD: Final = """\
Written and labelled by us to be hard, and never trained on. We wrote sentences to
train on, too, so these flatter it; and where a group has few rows, the brackets say
how little that is.
"""

_AT: Final = "0.8"
# Groups of fewer are too small to be named as the weakest.
_FEWEST_NAMED: Final = 5
_NAMED: Final = 3


def write(report: dict[str, Any], docs: Path) -> None:
    """Write the card and its pictures below `docs`."""
    images = docs / "images"
    for name, picture in (
        ("scorer-roc.svg", _roc(report["curves"])),
        ("scorer-calibration.svg", _calibration(report["calibration"])),
    ):
        (images / name).write_text(picture, "utf-8")
    (docs / CARD).write_text(text(report), "utf-8")


def text(report: dict[str, Any]) -> str:
    """Return the card."""
    hard = report["hard"]
    parts = [
        _HEAD.read_text("utf-8").format(model=report["model"][:16]),
        "## In short\n",
        _short(hard),
        "## On comments kept apart\n",
        _APART,
        _LEGEND,
        _table("Source", report["sources"]),
        "## On hard cases that we wrote ourselves\n",
        _HARD,
        _table("Language", hard["languages"]),
        _table("Group", hard["groups"]),
        "The other scores, each on its own cases against all harmless ones:\n",
        _table("Score", report["kinds"]),
        "`profanity` is no model: it is the severity of the worst listed word.\n",
        "## Pictures\n",
        "![Hits against false alarms, English and Arabic](../images/scorer-roc.svg)\n",
        "![What it says against what people said](../images/scorer-calibration.svg)\n",
        "## Its worst mistakes\n",
        "Hard cases furthest from where they should be, in words fit to print.\n",
        _mistakes(report["worst"]),
    ]
    return "\n".join(parts)


def _table(head: str, rows: dict[str, dict[str, Any]]) -> str:
    lines = [
        f"| {head} | Rows | Toxic | AUC | Best F1 | Alarms | Misses |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    lines += [
        f"| {name} | {row['rows']} | {row['toxic']} | {_auc(row)} |"
        f" {_number(row['f1_best'])} | {_alarms(row)} | {_misses(row)} |"
        for name, row in rows.items()
    ]
    return "\n".join([*lines, ""])


def _auc(row: dict[str, Any]) -> str:
    between = row["roc_auc_between"]
    if row["roc_auc"] is None or between is None:
        return _number(row["roc_auc"])
    return f"{row['roc_auc']:.3f} ({between[0]:.2f}–{between[1]:.2f})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _alarms(row: dict[str, Any]) -> str:
    return _share(row["false_alarms_at"], row["rows"] - row["toxic"])


def _misses(row: dict[str, Any]) -> str:
    return _share(row["misses_at"], row["toxic"])


def _share(shares: dict[str, float], count: int) -> str:
    share = shares.get(_AT)
    if share is None or not count:
        return "–"
    low, high = share_between(share, count)
    return f"{100 * share:.1f} % ({100 * low:.0f}–{100 * high:.0f})"


def _short(hard: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Say what it comes to, and where it is weakest, at a score of 0.8."""
    lines = [f"At a score of {_AT}, on the hard cases below:\n"]
    lines += [
        f"- `{name}`: of the harmless {_alarms(row)} are false alarms, of the hostile"
        f" {_misses(row)} are missed;"
        for name, row in hard["languages"].items()
    ]
    groups = hard["groups"]
    missed = _weakest(groups, "misses_at", lambda row: int(row["toxic"]))
    alarms = _weakest(
        groups, "false_alarms_at", lambda row: int(row["rows"] - row["toxic"])
    )
    lines.append(f"- missed most: {missed or 'nothing'};")
    lines.append(f"- most false alarms: {alarms or 'none'}.")
    lines.append(
        "\nSo hold comments from a high score on, and let moderators read the others in"
        "\nthe order of their scores: that says more than any one threshold.\n"
    )
    return "\n".join(lines)


def _weakest(
    groups: dict[str, dict[str, Any]], what: str, count: Callable[[dict[str, Any]], int]
) -> str:
    rows = [
        (row[what].get(_AT, 0.0), name)
        for name, row in groups.items()
        if count(row) >= _FEWEST_NAMED and row[what].get(_AT)
    ]
    rows.sort(key=lambda found: (-found[0], found[1]))
    return "; ".join(f"{name} {100 * share:.0f} %" for share, name in rows[:_NAMED])


def _mistakes(rows: Iterable[dict[str, Any]]) -> str:
    lines = ["| | Score | Should be | Comment |", "| --- | --: | --- | --- |"]
    for row in rows:
        should = "high" if row["should"] else "low"
        score = "none" if row["score"] is None else f"{row['score']:.2f}"
        comment = fit_to_print(row["text"])
        lines.append(f"| {row['language']} | {score} | {should} | {comment} |")
    return "\n".join([*lines, ""])


def fit_to_print(comment: str) -> str:
    """Return `comment` without obscenity spelled out, safe in a table."""
    # The lists are read here, not when the report is: it holds the words as written.
    from hiwar.scorer.lexicon import profane  # noqa: PLC0415 - only for printing
    from hiwar.scorer.preparation import prepare  # noqa: PLC0415

    shown = list(comment)
    for word in prepare(comment).words:
        if profane().get(word.form, 0) >= 2:
            inner = range(word.start + 1, word.end)
            for place in inner:
                shown[place] = "·"
    return "".join(shown).replace("|", "/")


def _roc(curves: dict[str, Sequence[Sequence[float]]]) -> str:
    return _picture(
        "false alarms",
        "hits",
        {language: list(map(tuple, points)) for language, points in curves.items()},
    )


def _calibration(bins: dict[str, list[dict[str, float]]]) -> str:
    return _picture(
        "what the scorer says",
        "share of people",
        {
            language: [(row["said"], row["people"]) for row in rows]
            for language, rows in bins.items()
        },
    )


def _picture(across: str, up: str, lines: dict[str, list[tuple[float, ...]]]) -> str:
    drawn = []
    for turn, (name, points) in enumerate(lines.items()):
        places = " ".join(
            f"{_EDGE + x * _SIDE:.1f},{_EDGE / 2 + (1 - y) * _SIDE:.1f}"
            for x, y in points
        )
        ink = _INK.get(name, "#444")
        drawn.append(
            f'<polyline points="{places}" fill="none" stroke="{ink}" stroke-width="2"/>'
            f'<text x="{_EDGE + _SIDE - 40}" y="{_SIDE - 30 + 18 * turn}"'
            f' fill="{ink}">{escape(name)}</text>'
        )
    bottom = _EDGE / 2 + _SIDE
    width = _SIDE + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}"'
        ' font-family="sans-serif" font-size="13">'
        f'<rect width="{width}" height="{width}" fill="#fff"/>'
        f'<rect x="{_EDGE}" y="{_EDGE / 2}" width="{_SIDE}" height="{_SIDE}"'
        ' fill="none" stroke="#999"/>'
        f'<path d="M{_EDGE} {bottom}L{_EDGE + _SIDE} {_EDGE / 2}" stroke="#ccc"/>'
        f"{''.join(drawn)}"
        f'<text x="{_EDGE}" y="{bottom + 20}">0</text>'
        f'<text x="{_EDGE + _SIDE - 6}" y="{bottom + 20}">1</text>'
        f'<text x="{_EDGE + _SIDE / 2}" y="{bottom + 20}"'
        f' text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(18 {_SIDE / 2}) rotate(-90)"'
        f' text-anchor="middle">{escape(up)}</text></svg>\n'
    )


if __name__ == "__main__":
    write(shipped.read(), Path(sys.argv[1]))
