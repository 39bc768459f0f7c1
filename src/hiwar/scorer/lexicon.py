"""Lists of words: what to look for when letters were hidden, and what is innocent.

`words/` holds the lists, one word or phrase a line, `#` for remarks: bad words of
published lists with their severity and our own. A list never decides: it tells
preparation what a disguised word may be, and the model that a word stands in it.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent / "words"
# In our own lists insults and obscenity stand together; from here on it is obscene.
LEAST_OBSCENE: Final = 2.5
_SHORTEST_UNCENSORED: Final = 3
# What people mean by stars, before the rarer words that would fit too.
_USUAL: Final = ("fuck", "shit", "bitch", "cunt", "asshole", "dick", "whore", "slut")
# A censored word keeps at least its first letter: `f***`, `f**k`, `*uck` does not.
_SHORTEST_UNMISTAKABLE: Final = 5


@cache
def listed(name: str) -> dict[str, float]:
    """Return the words of a list with their severity, 1 where none is said."""
    words = {}
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        word, _tab, severity = line.partition("\t")
        if word and not word.startswith("#"):
            words[word] = float(severity or 1)
    return words


@cache
def known() -> frozenset[str]:
    """Return the bad words of every list that are one word."""
    lists = ("profanity_en", "insults_en", "abuse_ar", "abuse_arabizi")
    return frozenset(word for name in lists for word in listed(name) if " " not in word)


@cache
def profane() -> dict[str, float]:
    """Return obscene words of all languages served, with their severity up to 3."""
    obscene = dict(listed("profanity_en"))
    for name in ("abuse_ar", "abuse_arabizi"):
        obscene |= {
            word: severity
            for word, severity in listed(name).items()
            if severity >= LEAST_OBSCENE
        }
    return obscene


@cache
def unmistakable() -> frozenset[str]:
    """Return the bad words that are too long to arise by chance from two others."""
    return frozenset(word for word in known() if len(word) >= _SHORTEST_UNMISTAKABLE)


@cache
def common() -> frozenset[str]:
    """Return the commonest words, which are not parts of others."""
    return frozenset(listed("common_en"))


@lru_cache(maxsize=10_000)
def uncensored(word: str) -> str:
    """Return the listed word that `word` hides behind stars, or nothing."""
    word = word.strip("'")
    if len(word) < _SHORTEST_UNCENSORED or word.startswith("*"):
        return ""
    pattern = re.compile(re.sub(r"\\\*", r"\\w", re.escape(word)) + r"\Z")
    severities = listed("profanity_en")
    fits = [known for known in _of_length(len(word)) if pattern.match(known)]
    return max(fits, key=lambda fit: (_is_usual(fit), severities[fit]), default="")


@cache
def _of_length(length: int) -> tuple[str, ...]:
    return tuple(word for word in listed("profanity_en") if len(word) == length)


def _is_usual(word: str) -> bool:
    return word.startswith(_USUAL)
