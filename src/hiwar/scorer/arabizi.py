"""Arabic words and Arabic typed in Latin letters, brought to the same consonants.

Nobody agrees on the vowels of 7mar, 7imar and حمار: their consonants are the same. So
a model for the one is trained on the other, of which there are labelled comments.
"""

import re
from functools import lru_cache
from typing import Final

# Before every word of consonants, so that none is taken for an English one.
MARK: Final = "~"

_FROM_ARABIC: Final = {
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "7", "خ": "5", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "س": "s", "ش": "c", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
    "ع": "3", "غ": "8", "ف": "f", "ق": "2", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "و": "w", "ي": "y",
}  # fmt: skip
_PAIRS: Final = (
    ("kh", "5"), ("5'", "5"), ("gh", "8"), ("sh", "c"), ("ch", "c"), ("th", "t"),
    ("dh", "d"), ("7'", "5"), ("3'", "8"),
)  # fmt: skip
_SINGLES: Final = str.maketrans(
    {"q": "2", "p": "b", "v": "f", "g": "j", "x": "ks", "9": "s", "6": "t", "4": "c"}
)
_VOWELS: Final = re.compile(r"(?<=.)[aeiouwy]+|^[aeiou]+")
_DOUBLE: Final = re.compile(r"(.)\1+")
_LAST_H: Final = re.compile(r"(?<=..)h$")


@lru_cache(maxsize=20_000)
def consonants(word: str) -> str:
    """Return the consonants of a word of either script, marked as such."""
    if word.isascii():
        for pair, letter in _PAIRS:
            word = word.replace(pair, letter)
        latin = word.translate(_SINGLES)
    else:
        latin = "".join(_FROM_ARABIC.get(letter, "") for letter in word)
    bare = _DOUBLE.sub(r"\1", _VOWELS.sub("", latin))
    return MARK + (_LAST_H.sub("", bare) or latin[:1])
