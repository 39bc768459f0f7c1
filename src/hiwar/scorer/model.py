"""The fitted model: a linear part that reads words, a small network that reads sense.

The linear part knows every word's pieces, and pairs; the network takes the encoder's
numbers. Both say how likely a text is to be each kind, in log-odds; how much each
counts, per language, was fitted on comments that neither had seen, so that 0.8 means
that about eight of ten such comments were called so by people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from hiwar.scorer import features

FILE: Final = Path(__file__).parent / "shipped" / "model.npz"
Array = np.ndarray
# Beside the linear part and the network: a constant.
MIX: Final = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts say of one text, before they are mixed: log-odds by kind."""

    linear: Array
    network: Array
    # What each word adds to `linear`: a row for each.
    words: Array
    # What the encoder said; None where it was not asked.
    encoded: Array | None = None


class Model:
    """The weights of one file."""

    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as weights:
            self._w = {name: weights[name] for name in weights.files}
        self.kinds: tuple[str, ...] = tuple(self._w.pop("kinds").tolist())
        for name in ("hidden", "out"):
            self._w[name] = self._w[name].astype(np.float32)

    def parts(
        self, forms: Sequence[str], encoded: Array | None, language: str
    ) -> Parts:
        """Return what the linear part and the network say of a prepared text."""
        words = self._words(forms, language)
        linear = words.sum(axis=0) + self._w[f"bias_{language}"]
        network = np.zeros_like(linear) if encoded is None else self.network(encoded)
        return Parts(linear, network, words, encoded)

    def network(self, encoded: Array) -> Array:
        """Return the log-odds by kind that the network reads from the encoder."""
        odds: Array = self.sense(encoded) @ self._w["out"] + self._w["out_bias"]
        return odds

    def sense(self, encoded: Array) -> Array:
        """Return what the network makes of the encoder's numbers, before it judges."""
        raw: Array = encoded @ self._w["hidden"] + self._w["hidden_bias"]
        return np.maximum(raw, 0)

    @property
    def senses(self) -> int:
        """Return how many numbers `sense` gives."""
        return len(self._w["hidden_bias"])

    def chances(self, parts: Parts, language: str) -> Array:
        """Return the calibrated chance of each kind."""
        return 1 / (1 + np.exp(-self.odds(parts, language)))

    def odds(self, parts: Parts, language: str) -> Array:
        """Return the mixed log-odds of each kind."""
        mix = self._w[f"mix_{language}"]
        odds: Array = mix[0] * parts.linear + mix[1] * parts.network + mix[2]
        return odds

    def _words(self, forms: Sequence[str], language: str) -> Array:
        groups = features.of_text(forms)
        added = np.zeros((len(groups), len(self.kinds)), np.float32)
        places = [place for group in groups for place in group]
        if places:
            rows = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
            table = self._w[f"linear_{language}"]
            np.add.at(added, rows, table[places].astype(np.float32))
        return added / np.float32(features.length(groups))


@cache
def shipped() -> Model:
    """Return the model of the package, loaded when first asked for."""
    return Model(FILE)
