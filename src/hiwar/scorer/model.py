"""The fitted model: a linear part that reads words, a small network that reads sense.

The linear part knows every word's pieces, and pairs; the network takes the encoder's
numbers. Both say how likely a text is to be each kind, in log-odds; how much each
counts, per language, was fitted on comments that neither had seen, so that 0.8 means
that about eight of ten such comments were called so by people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from hiwar.scorer import features

FILE: Final = Path(__file__).parent / "shipped" / "model.npz"
Array = np.ndarray
# Beside the linear part and the network: a constant.
MIX: Final = 3
_MOST_CACHED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What the parts say of one text, before they are mixed: log-odds by kind."""

    linear: Array
    network: Array
    # What each word adds to `linear`: a row for each.
    words: Array
    # What the network made of the text; None where the encoder was not asked.
    sense: Array | None = None


class Model:
    """The weights of one file."""

    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as weights:
            self._w = {name: weights[name] for name in weights.files}
        self.kinds: tuple[str, ...] = tuple(self._w.pop("kinds").tolist())
        for name in ("hidden", "out"):
            self._w[name] = self._w[name].astype(np.float32)
        self._known_word = lru_cache(_MOST_CACHED)(self._word)

    def parts(self, forms: Sequence[str], sense: Array | None, language: str) -> Parts:
        """Return what the linear part and the network say of a prepared text."""
        words = self._words(forms, language)
        linear = words.sum(axis=0) + self._w[f"bias_{language}"]
        network = np.zeros_like(linear)
        if sense is not None:
            network = sense @ self._w["out"] + self._w["out_bias"]
        return Parts(linear, network, words, sense)

    def sense(self, encoded: Array) -> Array:
        """Return what the network makes of the encoder's numbers, before it judges.

        A row for each row.
        """
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
        found = features.with_pairs(forms)
        known = [self._known_word(word, language) for word, _pairs in found]
        added = np.array([odds for _count, odds in known], np.float32)
        rows = [row for row, (_word, pairs) in enumerate(found) for _pair in pairs]
        places = [place for _word, pairs in found for place in pairs]
        if places:
            pairs = self._w[f"linear_{language}"][places].astype(np.float32)
            np.add.at(added, rows, pairs)
        count = sum(count for count, _odds in known) + len(places)
        return added / np.float32(features.length(count))

    def _word(self, word: str, language: str) -> tuple[int, tuple[float, ...]]:
        """Return how many features a word has, and what they add together."""
        if not word:
            return 0, (0.0,) * len(self.kinds)
        places = list(features.of_word(word))
        table = self._w[f"linear_{language}"]
        odds = table[places].astype(np.float32).sum(axis=0)
        return len(places), tuple(odds.tolist())


@cache
def shipped() -> Model:
    """Return the model of the package, loaded when first asked for."""
    return Model(FILE)
