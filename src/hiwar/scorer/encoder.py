"""What a text is about, in numbers: a pretrained sentence encoder in plain numpy.

Google's universal-sentence-encoder-multilingual-3 (Apache-2.0), as far as it pays: the
pieces of words, and convolutions over two, three and five neighbours, in two layers.
`training/encoder.py` makes the files: each layer is kept in the few directions in which
its sums differ, and each number of a piece in four bits.

What does not depend on a piece's neighbours is remembered: a few thousand pieces make
up most of what people write.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from hiwar.scorer.pieces import Pieces

HERE: Final = Path(__file__).parent / "shipped"
# Read where they stand in the file, by all processes together.
TABLE: Final = "table.npy"
WEIGHTS: Final = "encoder.npz"
# Longer texts are judged by their beginning: the linear part reads on.
MOST_PIECES: Final = 128
# How many neighbours each convolution reads, and how many of them stand before.
ORDERS: Final = {2: 0, 3: 1, 5: 2}
WIDTH: Final = 256
# What is subtracted from four bits, so that their middle is nothing.
MIDDLE: Final = 7.5
# As far as a convolution reaches to either side.
_GAP: Final = 2
_EMPTY: Final = (-1,) * _GAP
# Pieces that are worked on together: enough to read the weights once for many texts,
# few enough to stay in the processor's cache.
_MOST_AT_ONCE: Final = 256
# Pieces that are remembered: ten kilobytes each.
_MOST_HELD: Final = 8192
# Rows of twelve kilobytes.
_REMEMBERED: Final = 128
_TINY: Final = np.float32(1e-12)
Array = np.ndarray


class Encoder:
    """The encoder with its weights; `shipped()` is the one that is used."""

    def __init__(self, folder: Path) -> None:
        self._table = np.load(folder / TABLE, mmap_mode="r", allow_pickle=False)
        with np.load(folder / WEIGHTS, allow_pickle=False) as weights:
            self._w = {name: weights[name] for name in weights.files}
        listed = self._w.pop("pieces").tobytes().decode().split("\n")
        self._pieces = Pieces(listed, self._w.pop("likelihoods"))
        for name in [name for name in self._w if self._w[name].dtype == np.float16]:
            self._w[name] = self._w[name].astype(np.float32)
        self._known = Known(self._table, self._w)
        self._width = self._known.size + len(ORDERS) * WIDTH

    @property
    def size(self) -> int:
        """How many numbers `encode` returns for a text."""
        return self._w["d3"].shape[1] + 2 * self._width

    def encode(self, texts: Sequence[str]) -> Array:
        """Return a row each: the text as a whole, its pieces' mean and the highest."""
        mean, highest, lengths = self._pooled(texts)
        return np.hstack([self._sentences(mean, lengths), mean, highest])

    def _pooled(self, texts: Sequence[str]) -> tuple[Array, Array, Array]:
        """Return the mean of each text's pieces, the highest, and how many they are."""
        cut = [self._pieces.cut(text, MOST_PIECES) for text in texts]
        lengths = [len(places) for places in cut]
        mean = np.empty((len(texts), self._width), np.float32)
        highest = np.empty_like(mean)
        for first, last in _batches(lengths):
            self._pool(cut[first:last], mean[first:last], highest[first:last])
        return mean, highest, np.array(lengths, np.float32)

    def _pool(self, batch: list[list[int]], mean: Array, highest: Array) -> None:
        # The pieces of all texts in one table, with empty rows between texts, so that
        # no convolution reaches from one into the next.
        spaced = np.array([place for cut in batch for place in (*cut, *_EMPTY)])
        known, x, narrow = self._known.of(spaced)
        x = self._layer(x, narrow, "1")
        x[spaced < 0] = 0
        narrow = np.hstack(
            [
                x[:, turn * WIDTH : (turn + 1) * WIDTH] @ self._w[f"narrow2_{order}"]
                for turn, order in enumerate(ORDERS)
            ]
        )
        x = self._layer(x, narrow, "2")
        _even(known, x)
        size = known.shape[1]
        means = np.zeros((len(batch), len(spaced)), np.float32)
        start = 0
        for row, cut in enumerate(batch):
            end = start + len(cut)
            means[row, start:end] = 1 / len(cut)
            known[start:end].max(axis=0, out=highest[row, :size])
            x[start:end].max(axis=0, out=highest[row, size:])
            start = end + _GAP
        np.matmul(means, known, out=mean[:, :size])
        np.matmul(means, x, out=mean[:, size:])

    def _sentences(self, mean: Array, lengths: Array) -> Array:
        """Return what each text says as a whole: a row of length 1."""
        w = self._w
        root = np.sqrt(lengths)[:, None]
        y = root * (mean @ w["cnn_W"] + w["cnn_b"])
        first = np.maximum(y @ w["d0"], 0)
        second = np.maximum(y @ w["p1"] + first @ w["d1"], 0)
        third = np.maximum(second @ w["d2"], 0)
        z = np.tanh(second @ w["p3"] + third @ w["d3"])
        return z / np.sqrt(np.einsum("ij,ij->i", z, z) + _TINY)[:, None]

    def _layer(self, x: Array, narrow: Array, layer: str) -> Array:
        """Return `x` and what is added by its neighbours, which pass on `narrow`."""
        out = np.empty(x.shape, np.float32)
        start = 0
        for turn, (order, left) in enumerate(ORDERS.items()):
            wide = self._w[f"wide{layer}_{order}"]
            end = start + order * (len(wide) - 1)
            sums = _neighbours(narrow[:, start:end], order, left)
            columns = slice(turn * WIDTH, (turn + 1) * WIDTH)
            np.matmul(sums, wide, out=out[:, columns])
            start = end
        np.maximum(out, 0, out=out)
        out += x
        return out


class Known:
    """What is known of each piece by itself: the numbers of its own, remembered."""

    def __init__(self, table: Array, weights: dict[str, Array]) -> None:
        self._table = table
        self._w = weights
        self.size = 2 * table.shape[1]
        narrow = sum(weights[f"narrow1_{order}"].shape[1] for order in ORDERS)
        self._borders = [self.size, self.size + len(ORDERS) * WIDTH]
        # The first row is that of no piece: empty.
        self._held = np.zeros((_MOST_HELD + 1, self._borders[-1] + narrow), np.float32)
        self._count = 1
        # Where each piece is held, 0 for not at all; the last is no piece.
        self._slots = np.zeros(len(table) + 1, np.int32)
        self._lock = Lock()

    def of(self, places: Array) -> list[Array]:
        """Return a piece's numbers, what the first layer reads, and passes around."""
        with self._lock:
            slots = self._slots[places]
            missing = places[(slots == 0) & (places >= 0)]
            if len(missing):
                self._learn(np.unique(places[places >= 0]))
                slots = self._slots[places]
            held = self._held[slots]
        first, second = self._borders
        return [held[:, :first], held[:, first:second], held[:, second:]]

    def _learn(self, places: Array) -> None:
        new = places[self._slots[places] == 0]
        if self._count + len(new) > len(self._held):
            self._slots[:] = 0
            self._count, new = 1, places
        slots = np.arange(self._count, self._count + len(new))
        self._held[slots] = self._read(new)
        self._slots[new] = slots
        self._count += len(new)

    def _read(self, places: Array) -> Array:
        w = self._w
        codes = self._table[places]
        known = np.hstack([codes & 15, codes >> 4]).astype(np.float32)
        known -= np.float32(MIDDLE)
        known *= w["scales"][places, None]
        known += w["mean"]
        lead = known @ w["input"] + w["input_bias"]
        for turn in range(len(ORDERS)):
            columns = slice(turn * WIDTH, (turn + 1) * WIDTH)
            _even(lead[:, columns])
        lead *= w["input_gain"]
        lead += w["input_shift"]
        narrow = [
            lead[:, turn * WIDTH : (turn + 1) * WIDTH] @ w[f"narrow1_{order}"]
            for turn, order in enumerate(ORDERS)
        ]
        return np.hstack([known, lead, *narrow])


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where texts are worked on together."""
    first, count = 0, 0
    for place, length in enumerate(lengths):
        if count and count + length > _MOST_AT_ONCE:
            yield first, place
            first, count = place, 0
        count += length
    if lengths:
        yield first, len(lengths)


def _neighbours(narrow: Array, order: int, left: int) -> Array:
    """Return for each row the sum of what its neighbours pass on to it, and a 1.

    Each row of `narrow` holds something for every neighbour that reads it.
    """
    rank = narrow.shape[1] // order
    found = np.ones((len(narrow), rank + 1), np.float32)
    sums = found[:, :rank]
    sums[:] = narrow[:, left * rank : (left + 1) * rank]
    for turn in range(order):
        passed = narrow[:, turn * rank : (turn + 1) * rank]
        after = turn - left
        if after > 0:
            sums[:-after] += passed[after:]
        elif after < 0:
            sums[-after:] += passed[:after]
    return found


def _even(*parts: Array) -> None:
    """Give each row, which may be in parts, mean 0 and variance 1, where it stands."""
    width = sum(part.shape[1] for part in parts)
    centre = sum(part.sum(axis=1) for part in parts) / np.float32(width)
    squares = sum(np.vecdot(part, part) for part in parts) / np.float32(width)
    spread = np.sqrt(np.maximum(squares - centre * centre, _TINY))
    for part in parts:
        np.subtract(part, centre[:, None], out=part)
        np.divide(part, spread[:, None], out=part)


@cache
def shipped() -> Encoder:
    """Return the encoder of the package, loaded when first asked for."""
    return Encoder(HERE)


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
