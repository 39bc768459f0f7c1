"""The sentences of our own in `written/`, with their slots filled.

Deterministic: the same sentences from the same files, whatever runs them.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent / "written"
_SLOT: Final = re.compile(r"\{(\w+)\}")
# So many fillings of one pattern: enough for each group, too few to drown people.
FILLINGS: Final = 18


@dataclass(frozen=True, slots=True)
class Sentence:
    """A filled pattern and what it is."""

    text: str
    kinds: frozenset[str]
    # The pattern: a split must keep its fillings together.
    pattern: str


def sentences(language: str) -> Iterator[Sentence]:
    """Yield every pattern of `language` filled, once where it has no slots."""
    slots: dict[str, list[str]] = {}
    chance = random.Random(language)  # noqa: S311 - the same every time, on purpose
    for line in (HERE / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            name, _colon, fillings = line[1:].partition(":")
            slots[name] = fillings.strip().split("|")
        elif line and not line.startswith("#"):
            kinds, _tab, pattern = line.partition("\t")
            for text in sorted(_filled(pattern, slots, chance)):
                yield Sentence(text, frozenset(kinds.split()), pattern)


def _filled(
    pattern: str, slots: dict[str, list[str]], chance: random.Random
) -> set[str]:
    if not _SLOT.search(pattern):
        return {pattern}
    return {
        _SLOT.sub(lambda slot: chance.choice(slots[slot[1]]), pattern)
        for _ in range(FILLINGS)
    }
