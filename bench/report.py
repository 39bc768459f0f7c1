"""bench/RESULTS.md: ratios first, then the rest, then what it was measured on."""

from collections.abc import Iterator
from pathlib import Path

from .figures import Curve, Figure, Results, verdict, written

HEAD = """# Measured

`make bench` writes this page. Everything ran on one machine, so only what was measured
side by side can be compared: ours and nginx's figures come from the same minutes, in
turns. A figure is the middle one of its rounds.

![The same in a picture](RESULTS.svg)
"""


def write(results: Results, path: Path) -> None:
    path.write_text("\n".join(_lines(results)) + "\n", encoding="utf-8")


def _lines(results: Results) -> Iterator[str]:
    yield HEAD
    yield from _figures(results.figures)
    for curve in results.curves:
        yield from ["", f"## {curve.title}", "", *_curve(curve)]
    for title, rows in results.tables.items():
        yield from ["", f"## {title}", "", *_table(rows)]
    yield from ["", "## Machine and versions", ""]
    for name, value in results.machine.items():
        yield f"- {name}: {value}"


def _figures(figures: list[Figure]) -> Iterator[str]:
    for group in dict.fromkeys(figure.group for figure in figures):
        members = [figure for figure in figures if figure.group == group]
        rows = [["", "measured", "target", ""]]
        for figure in members:
            target = figure.target.words if figure.target else ""
            about = f"{figure.about} ({figure.note})" if figure.note else figure.about
            number = f"{written(figure.number)} {figure.unit}"
            rows.append([about, number, target, verdict(figure)])
        yield from [f"## {group}", "", *_table(rows), ""]


def _curve(curve: Curve) -> Iterator[str]:
    has_theirs = any(theirs is not None for _x, _ours, theirs in curve.points)
    head = [curve.x, f"{curve.columns[0]} {curve.unit}"]
    if has_theirs:
        head += [f"{curve.columns[1]} {curve.unit}", "ratio"]
    rows = [head]
    for x, ours, theirs in curve.points:
        row = [f"{x:,.0f}", written(ours)]
        if theirs is not None:
            row += [written(theirs), f"{ours / theirs:.2f}"]
        rows.append(row)
    return _table(rows)


def _table(rows: list[list[str]]) -> Iterator[str]:
    head, *others = rows
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---'] + ['---:'] * (len(head) - 1))} |"
    for row in others:
        yield f"| {' | '.join(row)} |"
