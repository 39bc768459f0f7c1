"""The fitting itself: logistic regressions and a small network, in numpy and scipy.

Labels are shares of people, so every loss takes a number between 0 and 1. Nothing here
is random but by fixed seeds.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

Array = np.ndarray
_SEED: Final = 5
_HIDDEN: Final = 96
_NETWORKS: Final = 1
_EPOCHS: Final = 4
_BATCH: Final = 256
_RATE: Final = 1e-3
_KEPT_HIDDEN: Final = 0.5
_DECAY: Final = 0.3
_TINY: Final = 1e-8


def regression(
    rows: sparse.csr_matrix | Array,
    labels: Array,
    weights: Array,
    *,
    strictness: float,
    steps: int = 80,
) -> tuple[Array, float]:
    """Return the weights and the bias that say `labels` best; bias unpenalised."""
    width = rows.shape[1]
    # Most features stand in no row that is asked about: their weight stays nothing.
    rows = sparse.csr_matrix(rows)
    used = np.flatnonzero(rows.getnnz(axis=0))
    rows = rows[:, used]
    turned = rows.T.tocsr()

    def loss(point: Array) -> tuple[float, Array]:
        odds = rows @ point[:-1] + point[-1]
        lost = weights @ (np.logaddexp(0, odds) - labels * odds)
        missed = weights * (_chance(odds) - labels)
        slope = turned @ missed + strictness * point[:-1]
        penalty = strictness * (point[:-1] @ point[:-1]) / 2
        return lost + penalty, np.append(slope, missed.sum())

    start = np.zeros(rows.shape[1] + 1)
    point = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}
    ).x
    fitted = np.zeros(width)
    fitted[used] = point[:-1]
    return fitted, float(point[-1])


def network(rows: Array, labels: Array, weights: Array) -> dict[str, Array]:
    """Return a network with one hidden layer: several, side by side, averaged.

    `labels` has a column for each kind, with nan where nobody was asked.
    """
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-2
    evened = (rows - mean) / spread
    nets = [
        _one_network(evened, labels, weights, seed=_SEED + turn)
        for turn in range(_NETWORKS)
    ]
    hidden = np.hstack([net["hidden"] for net in nets]) / spread[:, None]
    bias = np.hstack([net["hidden_bias"] for net in nets]) - mean @ hidden
    return {
        "hidden": hidden.astype(np.float32),
        "hidden_bias": bias.astype(np.float32),
        "out": np.vstack([net["out"] for net in nets]) / np.float32(_NETWORKS),
        "out_bias": sum(net["out_bias"] for net in nets) / np.float32(_NETWORKS),
    }


def _one_network(
    rows: Array, labels: Array, weights: Array, *, seed: int
) -> dict[str, Array]:
    chance = np.random.default_rng(seed)
    width, kinds = rows.shape[1], labels.shape[1]
    net = {
        "hidden": chance.standard_normal((width, _HIDDEN)) / np.sqrt(width),
        "hidden_bias": np.zeros(_HIDDEN),
        "out": chance.standard_normal((_HIDDEN, kinds)) / np.sqrt(_HIDDEN),
        "out_bias": np.full(kinds, -1.0),
    }
    net = {name: array.astype(np.float32) for name, array in net.items()}
    first = {name: np.zeros_like(array) for name, array in net.items()}
    second = {name: np.zeros_like(array) for name, array in net.items()}
    steps = _EPOCHS * -(-len(rows) // _BATCH)
    for step, batch in enumerate(_batches(len(rows), chance), 1):
        slopes = _slopes(net, rows[batch], labels[batch], weights[batch], chance)
        rate = _RATE * (1 - step / (steps + 1))
        for name, slope in slopes.items():
            first[name] += 0.1 * (slope - first[name])
            second[name] += 0.005 * (slope * slope - second[name])
            ahead = first[name] / (1 - 0.9**step)
            scale = np.sqrt(second[name] / (1 - 0.995**step)) + _TINY
            decay = _DECAY * net[name] if slope.ndim > 1 else 0
            net[name] -= np.float32(rate) * (ahead / scale + decay)
    return net


def _batches(count: int, chance: np.random.Generator) -> Iterator[Array]:
    for _epoch in range(_EPOCHS):
        order = chance.permutation(count)
        for start in range(0, count, _BATCH):
            yield order[start : start + _BATCH]


def _slopes(
    net: dict[str, Array],
    rows: Array,
    labels: Array,
    weights: Array,
    chance: np.random.Generator,
) -> dict[str, Array]:
    """Return in which direction the loss of a batch rises, for each weight."""
    raw = rows @ net["hidden"] + net["hidden_bias"]
    mask = _mask(raw.shape, _KEPT_HIDDEN, chance) * (raw > 0)
    hidden = raw * mask
    odds = hidden @ net["out"] + net["out_bias"]
    asked = ~np.isnan(labels)
    missed = np.where(asked, _chance(odds) - np.nan_to_num(labels), 0)
    missed *= (weights / len(rows))[:, None]
    missed = missed.astype(np.float32)
    back = (missed @ net["out"].T) * mask
    return {
        "hidden": rows.T @ back,
        "hidden_bias": back.sum(axis=0),
        "out": hidden.T @ missed,
        "out_bias": missed.sum(axis=0),
    }


def _mask(shape: tuple[int, ...], kept: float, chance: np.random.Generator) -> Array:
    drawn = chance.random(shape, dtype=np.float32) < kept
    return drawn.astype(np.float32) / np.float32(kept)


def _chance(odds: Array) -> Array:
    return 1 / (1 + np.exp(-odds))
