"""The words of a text as they look, for word lists and for comparing texts."""

import re
from functools import lru_cache

from hiwar.kernel.text import skeleton

# A letter written three times or more: so many stand in no word.
STRETCHED = re.compile(r"(\w)\1{2,}")


def words_of(text: str) -> str:
    """Return the words of `text` as they look, a space before, between and after."""
    return f" {' '.join(skeleton.skeleton_words(text))} "


def as_meant(words: str) -> str:
    """Return `words`, and stretched ones also as they may have been meant."""
    if not STRETCHED.search(words):
        return words
    return words + STRETCHED.sub(r"\1", words) + STRETCHED.sub(r"\1\1", words)


@lru_cache(maxsize=64)
def phrases(lines: str) -> tuple[tuple[str, str], ...]:
    """Return each word or phrase of a list as written, and as it looks."""
    written = filter(None, (line.strip() for line in lines.splitlines()))
    looked = ((line, _as_typed(line)) for line in written)
    return tuple((line, words) for line, words in looked if words)


def _as_typed(line: str) -> str:
    words = skeleton.skeleton(line).split()
    return " ".join(word for word in words if word[0].isalnum())
