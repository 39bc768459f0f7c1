"""What is measured of scores against labels."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

Array = np.ndarray
# Thresholds at which false alarms and misses are counted.
THRESHOLDS: Final = (0.5, 0.7, 0.8, 0.9)
_RESAMPLED: Final = 300
_SEED: Final = 11
# Fewer of a kind say nothing.
FEWEST: Final = 5


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What is said of one group. None where one of the two labels is missing."""

    rows: int
    toxic: int
    unscored: int
    roc_auc: float | None
    # Between these it lies in 95 of 100 samples drawn again from the same rows.
    roc_auc_between: tuple[float, float] | None
    f1_best: float | None
    f1_best_threshold: float | None
    # By threshold: the share of harmless rows at or above, of toxic rows below.
    false_alarms_at: Mapping[str, float]
    misses_at: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def measure(labels: Sequence[int], scores: Sequence[float | None]) -> Figures:
    """Measure `scores` against `labels`. No score counts as 0: nothing is held."""
    truth = np.array(labels, bool)
    given = np.array([score or 0.0 for score in scores], float)
    both = truth.any() and not truth.all()
    auc = roc_auc(truth, given) if both else None
    best = _best_f1(truth, given) if both else (None, None)
    return Figures(
        rows=len(truth),
        toxic=int(truth.sum()),
        unscored=sum(score is None for score in scores),
        roc_auc=_rounded(auc),
        roc_auc_between=_between(truth, given) if both else None,
        f1_best=_rounded(best[0]),
        f1_best_threshold=_rounded(best[1]),
        false_alarms_at={} if truth.all() else _shares(given[~truth], above=True),
        misses_at=_shares(given[truth], above=False) if truth.any() else {},
    )


def roc_auc(truth: Array, scores: Array) -> float:
    """Return how often a toxic row is scored above a harmless one, ties by half."""
    _values, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    toxic = int(truth.sum())
    harmless = len(truth) - toxic
    return float((ranks[truth].sum() - toxic * (toxic + 1) / 2) / (toxic * harmless))


def share_between(share: float, count: int) -> tuple[float, float]:
    """Return between what a share of `count` rows lies in 95 of 100 (Wilson)."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = np.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    width = float(z * spread / (1 + z * z / count))
    return max(0.0, middle - width), min(1.0, middle + width)


def roc_curve(truth: Array, scores: Array) -> tuple[Array, Array]:
    """Return false alarms and hits at every threshold, from the highest down."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order]) / max(truth.sum(), 1)
    alarms = np.cumsum(~truth[order]) / max((~truth).sum(), 1)
    return np.append(0, alarms), np.append(0, hits)


def _best_f1(truth: Array, scores: Array) -> tuple[float, float]:
    order = np.argsort(-scores, kind="stable")
    sorted_scores = scores[order]
    hits = np.cumsum(truth[order])
    values = 2 * hits / (np.arange(1, len(truth) + 1) + truth.sum())
    # A threshold cannot part rows with the same score.
    values[:-1][sorted_scores[:-1] == sorted_scores[1:]] = 0
    best = int(values.argmax())
    return float(values[best]), float(sorted_scores[best])


def _between(truth: Array, scores: Array) -> tuple[float, float] | None:
    if min(truth.sum(), (~truth).sum()) < FEWEST:
        return None
    chance = np.random.default_rng(_SEED)
    found = []
    for _turn in range(_RESAMPLED):
        drawn = chance.integers(0, len(truth), len(truth))
        if truth[drawn].any() and not truth[drawn].all():
            found.append(roc_auc(truth[drawn], scores[drawn]))
    low, high = np.quantile(found, [0.025, 0.975])
    return round(float(low), 3), round(float(high), 3)


def _shares(scores: Array, *, above: bool) -> dict[str, float]:
    return {
        str(threshold): round(
            float(np.mean((scores >= threshold) if above else (scores < threshold))), 4
        )
        for threshold in THRESHOLDS
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
