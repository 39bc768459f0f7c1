"""bench/RESULTS.svg: ratios as bars, curves as lines."""

from collections.abc import Iterator
from html import escape
from math import log10
from pathlib import Path

from .figures import Curve, Figure, Results

WIDTH = 860
BAR, GAP, LEFT = 20, 8, 300
CHART = (400, 200)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"'
    ' font-family="sans-serif" font-size="12">'
)
DASHED = '<path d="M{x:.0f} 44V{bottom}" stroke="{colour}" stroke-dasharray="4 3"/>'
BOX = '<rect x="{x}" y="{y}" width="{wide:.0f}" height="{high}" fill="{colour}"/>'
INK, PAPER, OURS, THEIRS, LIMIT = "#222", "#fff", "#0b6e4f", "#8a8a8a", "#b3261e"


def draw(results: Results, path: Path) -> None:
    ratios = [f for f in results.figures if f.group == "Reading, of nginx"]
    bars = list(_bars(ratios))
    top = 60 + len(ratios) * (BAR + GAP) + 40
    charts = [
        line
        for place, curve in enumerate(results.curves)
        for line in _chart(
            curve,
            x=20 + place % 2 * (CHART[0] + 20),
            y=top + place // 2 * (CHART[1] + 70),
        )
    ]
    height = top + (len(results.curves) + 1) // 2 * (CHART[1] + 70)
    path.write_text(
        "\n".join(
            [
                HEAD.format(wide=WIDTH, high=height),
                BOX.format(x=0, y=0, wide=WIDTH, high=height, colour=PAPER),
                *bars,
                *charts,
                "</svg>",
                "",
            ]
        ),
        encoding="utf-8",
    )


def _bars(figures: list[Figure]) -> Iterator[str]:
    """Yield a bar for each ratio, with lines at one half and at nginx's own speed."""
    scale = (WIDTH - LEFT - 80) / max([1.0, *(f.number for f in figures)])
    yield _text(20, 28, "Reading: share of nginx's speed for the same bytes", size=16)
    bottom = 50 + len(figures) * (BAR + GAP)
    for share, colour in ((0.5, LIMIT), (1.0, THEIRS)):
        x = LEFT + share * scale
        yield DASHED.format(x=x, bottom=bottom, colour=colour)
        yield _text(x, bottom + 14, f"{share:g}", anchor="middle", colour=colour)
    for place, figure in enumerate(figures):
        y = 50 + place * (BAR + GAP)
        wide = figure.number * scale
        yield _text(LEFT - 10, y + 14, figure.about, anchor="end")
        yield BOX.format(x=LEFT, y=y, wide=wide, high=BAR, colour=OURS)
        yield _text(LEFT + wide + 6, y + 14, f"{figure.number:.2f}")


def _chart(curve: Curve, *, x: float, y: float) -> Iterator[str]:
    """Yield one curve: its first axis is logarithmic, its second begins at nothing."""
    wide, high = CHART
    first, last = log10(curve.points[0][0]), log10(curve.points[-1][0])
    most = max(max(ours, theirs or 0) for _x, ours, theirs in curve.points) or 1.0

    def place(at: float, value: float) -> tuple[float, float]:
        across = (log10(at) - first) / ((last - first) or 1.0)
        return x + 10 + across * (wide - 40), y + high - value / most * (high - 45)

    yield _text(x, y - 4, f"{curve.title} ({curve.unit})", size=13)
    yield _text(x, y + 12, curve.columns[0], colour=OURS)
    if curve.points[0][2] is not None:
        yield _text(x + 50, y + 12, curve.columns[1], colour=THEIRS)
    yield f'<path d="M{x} {y + high}h{wide - 20}" stroke="{INK}"/>'
    for at, _ours, _theirs in curve.points:
        across, _down = place(at, 0)
        yield _text(across, y + high + 16, f"{at:,.0f}", anchor="middle", size=10)
    for column, colour in ((1, OURS), (2, THEIRS)):
        points = [(p[0], p[column]) for p in curve.points if p[column] is not None]
        yield from _line([place(*point) for point in points], points, colour)


def _line(
    places: list[tuple[float, float]], points: list[tuple], colour: str
) -> Iterator[str]:
    if not places:
        return
    way = " ".join(f"{across:.0f},{down:.0f}" for across, down in places)
    yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for (across, down), (_at, value) in zip(places, points, strict=True):
        said = f"{value:,.0f}" if value >= 100 else f"{value:.2g}"
        yield f'<circle cx="{across:.0f}" cy="{down:.0f}" r="3" fill="{colour}"/>'
        # Where the lines meet, one is written above, the other below.
        beside = down - 6 if colour == OURS else down + 14
        yield _text(across, beside, said, anchor="middle", colour=colour, size=10)


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    size: int = 12,
) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{colour}"'
        f' font-size="{size}">{escape(words)}</text>'
    )
