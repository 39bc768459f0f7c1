"""A text in pieces of words, as the encoder learned them.

The likeliest way to cut a text into pieces of its vocabulary, each with a likelihood
of its own (a unigram model, as SentencePiece has it).
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

UNKNOWN: Final = 0
FIRST: Final = 1
LAST: Final = 2
_SPACE: Final = "\u2581"
_UNLIKELY: Final = 10.0
_MOST_CACHED: Final = 20_000


class Pieces:
    """The vocabulary, and how a text is cut by it."""

    def __init__(self, pieces: Sequence[str], likelihoods: np.ndarray) -> None:
        self._likelihoods: list[float] = likelihoods.tolist()
        self._places = {piece: place for place, piece in enumerate(pieces)}
        self._longest = max(map(len, pieces))
        self._unlikely = min(self._likelihoods) - _UNLIKELY
        self._cut_known_word = lru_cache(_MOST_CACHED)(self._cut_word)

    def cut(self, text: str, most: int) -> list[int]:
        """Return the places of the first pieces of `text`, between FIRST and LAST."""
        text = unicodedata.normalize("NFKC", text)
        places = [FIRST]
        for word in text.split():
            places += self._cut_known_word(_SPACE + word)
            if len(places) >= most:
                return places[:most]
        places.append(LAST)
        return places

    def _cut_word(self, word: str) -> list[int]:
        # No piece reaches over a space, so each word is cut on its own.
        whole = self._places.get(word)
        if whole is not None:
            return [whole]
        find, likelihoods = self._places.get, self._likelihoods
        best = [0.0] + [-np.inf] * len(word)
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            so_far = best[start]
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                place = find(word[start:end])
                if place is not None:
                    value = so_far + likelihoods[place]
                elif end == start + 1:
                    place, value = UNKNOWN, so_far + self._unlikely
                else:
                    continue
                if value > best[end]:
                    best[end] = value
                    came[end] = (start, place)
        return _walk_back(came)


def _walk_back(came: list[tuple[int, int]]) -> list[int]:
    places = []
    end = len(came) - 1
    while end:
        end, place = came[end]
        places.append(place)
    return places[::-1]
