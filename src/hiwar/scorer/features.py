"""What the linear part of the model looks at: parts of words, pairs, and classes.

Everything that belongs to one word is found once and remembered: its letters in
pieces, so that a word never seen resembles those that were, and its class (an insult,
a group of people, a threat's verb). Pairs of neighbours and of classes that stand
near each other come on top. Each is a number below BUCKETS.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final
from zlib import crc32

from hiwar.scorer import arabizi, lexicon

BUCKETS: Final = 1 << 18
_PIECES: Final = range(2, 6)
_LONGEST_WORD: Final = 30
# Classes so near each other belong to one thought.
_NEAR: Final = 4
_MOST_WORDS: Final = 600
_SHORTEST_STEM: Final = 3
_SEVERE: Final = 2.0


def of_text(forms: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the features of a text: one group for each of `forms`, in their order."""
    return [
        of_word(word) + pairs if word else pairs for word, pairs in with_pairs(forms)
    ]


def with_pairs(forms: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """Return each word, and the features of the pairs of which it is the second.

    A word that was there before adds nothing: it is empty.
    """
    found: list[tuple[str, tuple[int, ...]]] = []
    seen: set[str] = set()
    before = ""
    near: list[tuple[int, str]] = []
    for place, form in enumerate(forms[:_MOST_WORDS]):
        new = "" if form in seen else form
        pair = f"2{before} {form}"
        pairs: tuple[int, ...] = ()
        if before and pair not in seen:
            pairs = (_bucket(pair),)
        seen.update((form, pair))
        before = form
        names = classes(form)
        if names:
            pairs += _pairs_of_classes(place, names, near, seen)
            near = [*near[-6:], *((place, name) for name in names)]
        found.append((new, pairs))
    return found


def _pairs_of_classes(
    place: int, names: tuple[str, ...], near: list[tuple[int, str]], seen: set[str]
) -> tuple[int, ...]:
    pairs = {
        f"c{earlier}+{name}"
        for where, earlier in near
        if place - where <= _NEAR
        for name in names
    } - seen
    seen.update(pairs)
    return tuple(map(_bucket, sorted(pairs)))


@lru_cache(maxsize=50_000)
def of_word(form: str) -> tuple[int, ...]:
    """Return the features of one word."""
    form = form[:_LONGEST_WORD]
    names = [f"1{form}"]
    edged = f"<{form}>"
    names += (
        f"p{edged[start : start + length]}"
        for length in _PIECES
        for start in range(len(edged) - length + 1)
    )
    stem = _stem(form)
    if stem != form:
        names.append(f"1{stem}")
    names += (f"k{name}" for name in classes(form))
    return tuple(sorted(set(map(_bucket, names))))


@lru_cache(maxsize=50_000)
def classes(form: str) -> tuple[str, ...]:
    """Return the classes that a word belongs to."""
    known = _classes()
    return known.get(form) or known.get(_stem(form)) or ()


def _stem(form: str) -> str:
    """Return an Arabic word without the small words that are written onto it."""
    if form.isascii():
        return form
    for lead in ("و", "ف", "ب", "ل", "ك", "ال", "لل"):
        if form.startswith(lead) and len(form) - len(lead) >= _SHORTEST_STEM:
            form = form[len(lead) :]
    return form


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name in ("profanity_en", "insults_en", "abuse_ar", "abuse_arabizi"):
        for word, severity in lexicon.listed(name).items():
            kind = "swear" if name == "profanity_en" else "insult"
            grade = "!" if severity >= _SEVERE else ""
            found.setdefault(word, set()).update({kind, f"bad{grade}"})
    for line in (lexicon.HERE / "classes.txt").read_text("utf-8").splitlines():
        kind, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            for word in words.split():
                found.setdefault(word, set()).add(kind)
    for word in list(found):
        bare = arabizi.consonants(word)
        is_arabic = not word.isascii() or word in lexicon.listed("abuse_arabizi")
        if is_arabic and len(bare) > _SHORTEST_STEM:
            found.setdefault(bare, set()).update(found[word])
    return {word: tuple(sorted(kinds)) for word, kinds in found.items()}


def _bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


def length(count: int) -> float:
    """Return by what so many features are divided, so that long texts compare."""
    return math.sqrt(count or 1)
