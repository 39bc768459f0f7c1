"""A text as a few marks, of which texts that say nearly the same share some.

MinHash, with one hash for each run of letters: the runs are dealt out into bins, the
lowest of each bin stands for it, and neighbouring bins make a mark together. The share
of equal bins of two texts is that of the runs which they have in common.
"""

import zlib
from collections.abc import Iterator
from typing import Final

# Runs of so many letters; shorter ones are in every text, longer ones break with the
# first letter that was changed.
RUN: Final = 6
BINS: Final = 24
BINS_A_MARK: Final = 2

_BITS: Final = (1 << 64) - 1
_EMPTY: Final = _BITS
# Odd numbers without a pattern (from SplitMix64).
_SPREAD: Final = 0x9E3779B97F4A7C15
_MIX: Final = 0xBF58476D1CE4E5B9


def sketch(look: str) -> tuple[int, ...]:
    """Return the marks of a text by what its words look like."""
    lowest = [_EMPTY] * BINS
    # This is done for every comment: as little as possible for each run.
    for run in {look[start : start + RUN] for start in range(len(look) - RUN + 1)}:
        value = zlib.crc32(run.encode()) * _SPREAD & _BITS
        place = (value >> 32) * BINS >> 32
        if value < lowest[place]:  # noqa: PLR1730 - `min` takes three times as long
            lowest[place] = value
    if min(lowest) == _EMPTY:
        return ()
    filled = list(_filled(lowest))
    return tuple(
        _mark(start, filled[start : start + BINS_A_MARK])
        for start in range(0, BINS, BINS_A_MARK)
    )


def _filled(lowest: list[int]) -> Iterator[int]:
    """Yield each bin's value, of an empty one that of the next, told apart."""
    for place, value in enumerate(lowest):
        steps = 0
        while value == _EMPTY:
            steps += 1
            value = lowest[(place + steps) % BINS]  # noqa: PLW2901 - looked for
        yield value + steps


def _mark(place: int, values: list[int]) -> int:
    """Return one number for what stands in some bins, as a database keeps it."""
    mark = place
    for value in values:
        mark = (mark ^ value) * _MIX & _BITS
        mark ^= mark >> 31
    return mark - (1 << 64) if mark >> 63 else mark
