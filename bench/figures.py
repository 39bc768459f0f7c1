"""What was measured: each figure with its rounds, and its target if it has one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a figure must not be below, or not above."""

    words: str
    least: float | None = None
    most: float | None = None

    def is_met_by(self, number: float) -> bool:
        if self.least is not None and number < self.least:
            return False
        return self.most is None or number <= self.most


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number that was measured, the middle one of its rounds."""

    group: str
    about: str
    unit: str
    rounds: Sequence[float]
    target: Target | None = None
    note: str = ""

    @property
    def number(self) -> float:
        return median(self.rounds)

    @property
    def is_met(self) -> bool | None:
        return self.target.is_met_by(self.number) if self.target else None


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One number against another: points (x, ours, theirs)."""

    title: str
    x: str
    unit: str
    points: list[tuple[float, float, float | None]]
    columns: tuple[str, str] = ("Hiwar", "nginx")


@dataclass(kw_only=True)
class Results:
    machine: dict[str, str]
    figures: list[Figure] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)

    def add(self, *figures: Figure) -> None:
        for figure in figures:
            self.figures.append(figure)
            print(line_of(figure), flush=True)

    def raw(self) -> dict[str, Any]:
        return asdict(self)

    def take(self, raw: dict[str, Any]) -> None:
        """Add what another process has measured and written as `raw`."""
        for each in raw["figures"]:
            target = Target(**each["target"]) if each["target"] else None
            self.figures.append(Figure(**{**each, "target": target}))
        self.curves += [Curve(**each) for each in raw["curves"]]
        self.tables |= raw["tables"]


def line_of(figure: Figure) -> str:
    words = f"{figure.group}: {figure.about}: {written(figure.number)} {figure.unit}"
    if figure.target is None:
        return words
    return f"{words} (target {figure.target.words}: {verdict(figure)})"


def verdict(figure: Figure) -> str:
    return {True: "met", False: "NOT MET", None: ""}[figure.is_met]


def written(number: float) -> str:
    """Write three digits that count, thousands with commas."""
    if number == 0 or number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}" if number < 10 else f"{number:.1f}"
