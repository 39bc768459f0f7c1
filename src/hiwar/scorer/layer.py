"""The site's own layer: what its moderators decided, on top of what ships.

Some hundred numbers in a file, fitted by `training/layer.py`. They read what the
shipped model computes of a text anyway, and put texts in another order; the scale stays
that of the shipped score, so that a threshold holds as many comments as before.

A file that is damaged, or was fitted to other weights than those that ship, is left
aside: the shipped scores are given, and the log says why.
"""

import hashlib
import io
import logging
import os
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from hiwar.scorer import model
from hiwar.scorer.language import Language

Array = np.ndarray
# Below the data folder: the layer that was fitted last, and the one that scores.
FITTED: Final = Path("scorer/fitted.npz")
IN_USE: Final = Path("scorer/in-use.npz")
logger = logging.getLogger(__name__)
# A layer knows whether a text is in one of these.
_LANGUAGES: Final = (Language.ARABIC, Language.ARABIZI)
# Beyond it nothing is more certain.
_MOST_ODDS: Final = 8.0
# What numpy and zipfile say of a file that is not what it was.
_DAMAGED: Final = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)

_Stamp = tuple[int, int, int] | None


class Unfit(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A layer that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The numbers of one file."""

    # By which the weights are known that it was fitted to.
    model: str
    # The day of the newest decision that it knows.
    until: str
    weights: Array
    # Its own log-odds, and those of the shipped score that as many texts reach.
    own: Array
    shipped: Array

    def odds(self, seen: Array) -> Array:
        """Return the log-odds on the scale of the shipped score, for each row."""
        own = seen @ self.weights
        beyond = own - np.clip(own, self.own[0], self.own[-1])
        odds: Array = np.interp(own, self.own, self.shipped) + beyond
        return odds


def see(
    odds: Array, profanity: float, sense: Array | None, language: Language
) -> Array:
    """Return the row that a layer reads: a constant, and all that is known of a text.

    `sense` is what the network made of it, where it was asked; it stands last.
    """
    known = [
        1.0,
        *np.clip(odds, -_MOST_ODDS, _MOST_ODDS),
        profanity,
        *(float(language == other) for other in _LANGUAGES),
    ]
    numbers = np.zeros(model.shipped().senses) if sense is None else sense
    return np.concatenate([known, numbers])


def write(file: Path, layer: Layer) -> None:
    """Write `layer` to `file`, which is there as a whole or not at all."""
    numbers: dict[str, Any] = {
        each.name: np.array(getattr(layer, each.name)) for each in fields(layer)
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    with beside.open("wb") as to:
        np.savez(to, **numbers)
    beside.replace(file)


def read(file: Path) -> Layer:
    """Return the layer in `file`.

    Raises Unfit.
    """
    try:
        numbers = np.load(io.BytesIO(file.read_bytes()), allow_pickle=False)
        found = {each.name: numbers[each.name] for each in fields(Layer)}
        kept: dict[str, Any] = {name: _as_kept(array) for name, array in found.items()}
        layer = Layer(**kept)
    except _DAMAGED as error:
        raise Unfit(f"it cannot be read ({type(error).__name__})") from error
    if layer.model != fingerprint():
        raise Unfit("it was fitted to other weights than those that ship")
    _check(layer)
    return layer


def _as_kept(array: Array) -> Array | str:
    return str(array) if array.ndim == 0 else array.astype(float)


def _check(layer: Layer) -> None:
    """Check that whatever is scored, a number comes out."""
    shipped = model.shipped()
    width = 2 + len(shipped.kinds) + len(_LANGUAGES) + shipped.senses
    arrays = (layer.weights, layer.own, layer.shipped)
    is_whole = (
        all(isinstance(array, np.ndarray) and array.ndim == 1 for array in arrays)
        and layer.weights.shape == (width,)
        and layer.own.shape == layer.shipped.shape
        and layer.own.size > 1
        and all(np.isfinite(array).all() for array in arrays)
        and bool((np.diff(layer.own) > 0).all())
    )
    if not is_whole:
        raise Unfit("its numbers do not fit together")


@cache
def fingerprint() -> str:
    """Return by which the weights are known that ship: all of them."""
    known = hashlib.sha256()
    for file in sorted(model.FILE.parent.glob("*.np[yz]")):
        known.update(file.read_bytes())
    return known.hexdigest()


class Follower:
    """Knows the layer in use: the file is looked at again whenever it has changed."""

    def __init__(self) -> None:
        self._find: Callable[[], Path] | None = None
        # Put in place at once, as threads score side by side.
        self._known: tuple[Path | None, _Stamp, Layer | None] = (None, None, None)

    def follow(self, find: Callable[[], Path] | None) -> None:
        """Use whatever lies at the place that `find` names; None: what ships alone."""
        self._find = find

    def in_use(self) -> Layer | None:
        """Return the layer to score with, or None for the shipped score alone."""
        if self._find is None:
            return None
        file = self._find()
        stamp = _stamp(file)
        known_file, known_stamp, layer = self._known
        if (file, stamp) != (known_file, known_stamp):
            layer = None if stamp is None else _read_or_tell(file)
            self._known = (file, stamp, layer)
        return layer


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read_or_tell(file: Path) -> Layer | None:
    try:
        return read(file)
    except Unfit as unfit:
        logger.warning(
            "The site's own layer is not used, %s: %s. Scores are the shipped ones;"
            " hiwar scorer train fits it anew.",
            unfit,
            file,
        )
        return None


_follower: Final = Follower()
follow: Final = _follower.follow
in_use: Final = _follower.in_use
