"""The site's own layer fitted to its moderators' decisions, and put to the test.

The decisions stand in order of time. The oldest fit it, those after them say how strict
to be, and the newest fifth, on which nothing was fitted, says whether it is better than
what ships. What is kept is exactly what was measured. Nothing here is random but by
fixed seeds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from hiwar.scorer import layer, model
from hiwar.scorer.evaluation.figures import Figures, measure, roc_auc
from hiwar.scorer.layer import Layer
from hiwar.scorer.scoring import Seen, see_all

Array = np.ndarray
# Fewer of either kind say nothing that the next month would not unsay.
FEWEST: Final = 150
FEWEST_NEWEST: Final = 25
# Where the oldest end, and where the newest begin.
_FITTED: Final = 0.6
_NEWEST: Final = 0.8
# How much the network's numbers are distrusted; each is tried.
_STRICTNESS: Final = (1000.0, 300.0, 100.0, 30.0, 10.0)
_LOOSE: Final = 1.0
_MOST_STEPS: Final = 30
_KNOTS: Final = 41
_RESAMPLED: Final = 1000
_SEED: Final = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A comment and what people decided about it, on an ISO day."""

    text: str
    is_removed: bool
    day: str


class TooFew(Exception):  # noqa: N818 - named as a fact, like a refusal
    """Not enough decisions to learn anything that lasts."""

    def __init__(self, *, removed: int, kept: int, are_newest: bool = False) -> None:
        super().__init__(f"{removed} removed and {kept} kept are too few")
        self.removed = removed
        self.kept = kept
        self.are_newest = are_newest
        self.needed = FEWEST_NEWEST if are_newest else FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The same newest decisions, by what ships and by the site's own layer."""

    shipped: Figures
    own: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A layer, and how it did on the newest decisions."""

    layer: Layer
    removed: int
    kept: int
    # Left out, for the scorer does not know their language.
    unscored: int
    whole: Compared
    languages: dict[str, Compared]
    # By how much its AUC is higher, and between what that lies in 95 of 100 samples.
    gain: float
    between: tuple[float, float]

    @property
    def is_better(self) -> bool:
        """Return whether it is better by more than chance."""
        return self.between[0] > 0

    def as_json(self) -> dict[str, Any]:
        def of(compared: Compared) -> dict[str, Any]:
            return {
                "shipped": compared.shipped.as_json(),
                "site": compared.own.as_json(),
            }

        return {
            "removed": self.removed,
            "kept": self.kept,
            "unscored": self.unscored,
            "until": self.layer.until,
            "all": of(self.whole),
            "languages": {name: of(each) for name, each in self.languages.items()},
            "gain": self.gain,
            "gain_between": list(self.between),
            "is_better": self.is_better,
        }


def train(
    decided: Iterable[Decided],
    *,
    bar: Callable[[Iterable[Any], int], Iterable[Any]] = lambda each, _total: each,
) -> Trained:
    """Fit a layer to what was `decided`, given oldest first, and measure it.

    Raises TooFew.
    """
    rows = _once(decided)
    texts = [row.text for row in rows]
    pairs = [
        (row, seen)
        for row, seen in zip(rows, bar(see_all(texts), len(rows)), strict=True)
        if seen is not None
    ]
    labels = np.array([row.is_removed for row, _seen in pairs], bool)
    _check_enough(labels)
    seen = [seen for _row, seen in pairs]
    matrix = np.array([one.row for one in seen])
    shipped = np.array([one.odds for one in seen])
    newest = int(len(labels) * _NEWEST)
    weights, *knots = _fit_layer(matrix[:newest], labels[:newest], shipped[:newest])
    fitted = Layer(
        model=layer.fingerprint(),
        until=pairs[newest - 1][0].day,
        weights=weights,
        own=knots[0],
        shipped=knots[1],
    )
    truth, before = labels[newest:], shipped[newest:]
    after = fitted.odds(matrix[newest:])
    gain, between = _gain(truth, before, after)
    return Trained(
        layer=fitted,
        removed=int(labels.sum()),
        kept=int((~labels).sum()),
        unscored=len(rows) - len(pairs),
        whole=_compare(truth, before, after),
        languages=_by_language(seen[newest:], truth, before, after),
        gain=gain,
        between=between,
    )


def _once(decided: Iterable[Decided]) -> list[Decided]:
    """Leave out what was decided before about the same words: the last word counts.

    So no text is both learnt from and measured on.
    """
    found: dict[str, Decided] = {}
    for row in decided:
        words = " ".join(row.text.casefold().split())
        found.pop(words, None)
        if words:
            found[words] = row
    return list(found.values())


def _check_enough(labels: Array) -> None:
    removed, kept = int(labels.sum()), int((~labels).sum())
    if min(removed, kept) < FEWEST:
        raise TooFew(removed=removed, kept=kept)
    newest = labels[int(len(labels) * _NEWEST) :]
    oldest = labels[: int(len(labels) * _FITTED)]
    middle = labels[len(oldest) : len(labels) - len(newest)]
    for part in (newest, middle, oldest):
        removed, kept = int(part.sum()), int((~part).sum())
        if min(removed, kept) < FEWEST_NEWEST:
            raise TooFew(removed=removed, kept=kept, are_newest=True)


def _fit_layer(
    rows: Array, labels: Array, shipped: Array
) -> tuple[Array, Array, Array]:
    """Return the weights, and the knots that lead to the scale of the shipped score."""
    oldest = int(len(labels) * _FITTED / _NEWEST)
    best, strictness = -1.0, _STRICTNESS[0]
    for tried in _STRICTNESS:
        weights = _regression(rows[:oldest], labels[:oldest], tried)
        auc = roc_auc(labels[oldest:], rows[oldest:] @ weights)
        if auc > best + 1e-9:
            best, strictness = auc, tried
    weights = _regression(rows, labels, strictness)
    shares = np.linspace(0, 1, _KNOTS)
    own = np.quantile(rows @ weights, shares)
    # Knots in one place would leave no way from one to the next.
    own = np.maximum.accumulate(own) + 1e-9 * np.arange(_KNOTS)
    return weights, own, np.quantile(shipped, shares)


def _regression(rows: Array, labels: Array, strictness: float) -> Array:
    """Return the weights of a logistic regression, by Newton's method.

    The first columns are few and known to say something; the network's are many, and
    of any size: they are made even first.
    """
    senses = model.shipped().senses
    spread = np.ones(rows.shape[1])
    spread[-senses:] = rows[:, -senses:].std(axis=0) + 1e-2
    rows = rows / spread
    penalty = np.full(rows.shape[1], strictness)
    penalty[:-senses] = _LOOSE
    penalty[0] = 1e-6  # the constant
    weights = np.zeros(rows.shape[1])
    for _step in range(_MOST_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - labels) + penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows
        bend[np.diag_indices_from(bend)] += penalty
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    fitted: Array = weights / spread
    return fitted


def _gain(
    truth: Array, before: Array, after: Array
) -> tuple[float, tuple[float, float]]:
    """Return by how much the order is better, with an interval from the same rows."""
    chance = np.random.default_rng(_SEED)
    found = []
    for _turn in range(_RESAMPLED):
        drawn = chance.integers(0, len(truth), len(truth))
        if truth[drawn].any() and not truth[drawn].all():
            found.append(
                roc_auc(truth[drawn], after[drawn])
                - roc_auc(truth[drawn], before[drawn])
            )
    low, high = np.quantile(found, [0.025, 0.975])
    gain = roc_auc(truth, after) - roc_auc(truth, before)
    return round(gain, 4), (round(float(low), 4), round(float(high), 4))


def _compare(truth: Array, before: Array, after: Array) -> Compared:
    def figures(odds: Array) -> Figures:
        scores = [round(float(one), 4) for one in 1 / (1 + np.exp(-odds))]
        return measure([int(label) for label in truth], scores)

    return Compared(shipped=figures(before), own=figures(after))


def _by_language(
    seen: Sequence[Seen], truth: Array, before: Array, after: Array
) -> dict[str, Compared]:
    languages = np.array([str(one.language) for one in seen])
    return {
        name: _compare(
            truth[languages == name],
            before[languages == name],
            after[languages == name],
        )
        for name in sorted(set(languages.tolist()))
    }
