"""What a text is about, in numbers: a pretrained sentence encoder in plain numpy.

Google's universal-sentence-encoder-multilingual-3 (Apache-2.0): an average of pieces
of words with convolutions over two, three and five neighbours. `training/encoder.py`
makes the file: the published weights, with the pieces of the scripts that we serve.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from hiwar.scorer.pieces import Pieces

FILE: Final = Path(__file__).parent / "shipped" / "encoder.npz"
# Longer texts are judged by their beginning: the linear part reads on.
MOST_PIECES: Final = 128
_ORDERS: Final = {2: 0, 3: 1, 5: 2}
_WIDTH: Final = 256
# As far as a convolution reaches to either side.
_GAP: Final = 2
# Pieces that are worked on together: enough to read the weights once for many texts,
# few enough to stay in the processor's cache.
_MOST_AT_ONCE: Final = 384
# Rows of ten kilobytes.
_REMEMBERED: Final = 128
Array = np.ndarray


class Encoder:
    """The encoder with its weights; `shipped()` is the one that is used."""

    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as weights:
            self._w = {name: weights[name] for name in weights.files}
        listed = self._w.pop("pieces").tobytes().decode().split("\n")
        self._pieces = Pieces(listed, self._w.pop("likelihoods"))
        self._table = self._w.pop("table")
        self._chunks = self._w.pop("chunks")
        for name in [name for name in self._w if self._w[name].dtype == np.float16]:
            self._w[name] = self._w[name].astype(np.float32)
        self._input = self._of_orders("proj")
        self._input_bias = self._of_orders("proj_b")
        self._input_gain = self._of_orders("ln_g")
        self._input_shift = self._of_orders("ln_b")

    @property
    def size(self) -> int:
        """How many numbers `encode` returns for a text."""
        features = len(self._w["ln_g"])
        return self._w["d3"].shape[1] + 2 * features

    def encode(self, texts: Sequence[str]) -> Array:
        """Return a row each: the sentence's vector, its pieces' mean and highest."""
        out = np.empty((len(texts), self.size), np.float32)
        first, count = 0, 0
        batch: list[list[int]] = []
        for place, text in enumerate(texts):
            cut = self._pieces.cut(text)[:MOST_PIECES]
            if batch and count + len(cut) > _MOST_AT_ONCE:
                out[first:place] = self._encode_batch(batch)
                first, batch, count = place, [], 0
            batch.append(cut)
            count += len(cut)
        if batch:
            out[first:] = self._encode_batch(batch)
        return out

    def _encode_batch(self, batch: list[list[int]]) -> Array:
        # The pieces of all texts in one table, with empty rows between texts, so that
        # no convolution reaches from one into the next.
        lengths = np.array([len(cut) for cut in batch])
        starts = np.cumsum(lengths + _GAP) - lengths
        rows = np.concatenate(
            [start + np.arange(n) for start, n in zip(starts, lengths, strict=True)]
        )
        features = self._features(np.concatenate(batch), rows, int(rows[-1]) + 1 + _GAP)
        borders = np.cumsum(lengths) - lengths
        sums = np.add.reduceat(features, borders, axis=0)
        highest = np.maximum.reduceat(features, borders, axis=0)
        counts = lengths.astype(np.float32)[:, None]
        sentence = self._sentence(sums / np.sqrt(counts), np.sqrt(counts))
        return np.hstack([sentence, sums / counts, highest])

    def _of_orders(self, name: str) -> Array:
        return np.hstack([self._w[f"{name}{order}"] for order in _ORDERS])

    def _features(self, places: Array, rows: Array, height: int) -> Array:
        w = self._w
        chunks = self._chunks[places]
        known = self._table[places] * w["scale"][chunks, None]
        known += w["lo"][chunks, None]
        lead = known @ self._input
        lead += self._input_bias
        lead = self._even(lead, self._input_gain, self._input_shift)
        parts = [known]
        for turn, (order, left) in enumerate(_ORDERS.items()):
            x = lead[:, turn * _WIDTH : (turn + 1) * _WIDTH]
            for layer in "12":
                spaced = np.zeros((height, _WIDTH), np.float32)
                spaced[rows] = x
                sums = _convolve(spaced, w[f"w{layer}_{order}"], left)[rows]
                sums += w[f"b{layer}_{order}"]
                np.maximum(sums, 0, out=sums)
                sums += x
                x = sums
            parts.append(x)
        return self._even(np.hstack(parts), w["ln_g"], w["ln_b"])

    def _even(self, x: Array, gain: Array, bias: Array) -> Array:
        """Give each row mean 0 and variance 1, then the learned scale."""
        x = x - x.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x) / x.shape[1]
        x *= (1 / np.sqrt(variance + self._w["eps"].astype(np.float32)))[:, None]
        x *= gain
        x += bias
        return x

    def _sentence(self, mean: Array, root: Array) -> Array:
        w = self._w
        y = mean @ w["cnn_W"] + root * w["cnn_b"]
        first = np.maximum(y @ w["d0"], 0)
        second = np.maximum(y @ w["p1"] + first @ w["d1"], 0)
        third = np.maximum(second @ w["d2"], 0)
        z = np.tanh(second @ w["p3"] + third @ w["d3"])
        lengths = np.einsum("ij,ij->i", z, z)
        return z / np.sqrt(np.maximum(lengths, w["eps"].astype(np.float32)))[:, None]


def _convolve(spaced: Array, weights: Array, left: int) -> Array:
    """Return for each row the weighted sum of its neighbours from `left` before it.

    The last rows, which are empty, have no neighbours and stay empty.
    """
    order = len(weights) // _WIDTH
    # Rows that overlap in memory: the neighbours of each, without a copy.
    windows = np.lib.stride_tricks.as_strided(
        spaced,
        (len(spaced) - order + 1, order * _WIDTH),
        (spaced.strides[0], spaced.strides[1]),
        writeable=False,
    )
    sums = np.empty((len(spaced), weights.shape[1]), np.float32)
    sums[left : left + len(windows)] = windows @ weights
    return sums


@cache
def shipped() -> Encoder:
    """Return the encoder of the package, loaded when first asked for."""
    return Encoder(FILE)


def encode(texts: Sequence[str]) -> Array:
    """Return a row each, as `Encoder.encode`; that of a single text is remembered.

    What is looked at in a preview is posted next, and what is held is scored twice.
    """
    if len(texts) == 1:
        return _row_of(texts[0])[None]
    return shipped().encode(texts)


@lru_cache(maxsize=_REMEMBERED)
def _row_of(text: str) -> Array:
    (row,) = shipped().encode([text])
    row.flags.writeable = False
    return row
