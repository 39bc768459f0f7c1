"""Which language a comment is in, as far as the scorer serves it.

Script first; then the small words of each language, and the letters that only some
have. English and Arabic are served, and Arabic in Latin letters (Arabizi). What
looks like another language gets no score rather than a wrong one. A short Latin
text without a sign of anything else is taken for English: people insult each other
in one word.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Final

from hiwar.scorer import lexicon


class Language(StrEnum):
    """What a comment may be written in; OTHER gets no score."""

    ENGLISH = "en"
    ARABIC = "ar"
    ARABIZI = "ar-Latn"
    OTHER = "und"


_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|@[\w.]+")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]+")
_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3]+")
_OTHER_SCRIPT: Final = re.compile(
    "[\u0370-\u05ff\u0700-\u08ff\u0900-\u1cff\u2d00-\u2dff\u3040-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
# Letters that Urdu and Kurdish have and Arabic does not, even in dialect.
_NOT_ARABIC: Final = re.compile("[ٹڈڑںھہےۓۂەێۆڕڵۇېځڅښ]+")
# Persian letters; Gulf and Iraqi writers type some of them too, but not in numbers.
_PERSIAN: Final = re.compile("[پچژگکی]+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARABIZI_FIGURE: Final = re.compile(
    r"(?:[a-z]+[23579]|[23579](?=[a-z]{2}))(?:[a-z]|[23579](?=[a-z]))*"
)
_ENGLISH_FIGURE: Final = re.compile(
    r"\d+(?:st|nd|rd|th|s|am|pm|k|m|km|kg|g|d|x|bn)?|[a-z]+\d+"
)
# A text with so many words of no language's own is judged by its letters alone.
_FEW_WORDS: Final = 3


def route(text: str) -> Language:
    """Return the language to score `text` in."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    text = unicodedata.normalize("NFKC", text)
    latin = _count(_LATIN, text)
    plain = text.isascii()
    arabic = 0 if plain else _count(_ARABIC, text)
    other = 0 if plain else _count(_OTHER_SCRIPT, text)
    if latin + arabic + other == 0 or other > latin + arabic:
        return Language.OTHER
    words = (
        _WORD.findall(text.lower())
        if plain
        else [word.lower() for word in _WORD.findall(text)]
    )
    if arabic >= latin * 0.5:
        return _arabic(text, words, arabic)
    return _latin(words)


def _count(letters: re.Pattern[str], text: str) -> int:
    """Count letters; `letters` finds runs of them, which are fewer."""
    return sum(map(len, letters.findall(text)))


def _arabic(text: str, words: list[str], letters: int) -> Language:
    foreign = _count(_NOT_ARABIC, text)
    if foreign * 25 > letters:
        return Language.OTHER
    persian = sum(word in _small_words()["fa"] for word in words)
    arabic = sum(word in _small_words()["ar"] for word in words)
    if persian > arabic + 1:
        return Language.OTHER
    has_many_letters = _count(_PERSIAN, text) * 12 > letters
    if has_many_letters and persian >= arabic:
        return Language.OTHER
    return Language.ARABIC


def _latin(words: list[str]) -> Language:
    if _arabizi(words):
        return Language.ARABIZI
    told = {word for word in words if len(word) > 1}
    small = _small_words()
    english = len(told & small["en"]) + len(told & lexicon.known())
    best = max(len(told & small[name]) for name in _foreign())
    if best >= 2 and best > english:
        return Language.OTHER
    if best == 1 and not english and _has_foreign_letters(words):
        return Language.OTHER
    if _is_unknown(words, english):
        return Language.OTHER
    return Language.ENGLISH


def _arabizi(words: list[str]) -> bool:
    if _arabizi_words().isdisjoint(words) and all(map(str.isalpha, words)):
        return False
    small = _small_words()["arabizi"]
    abuse = lexicon.listed("abuse_arabizi")
    # Figures for letters and insults are surer signs than a "ya".
    strong = sum(word in abuse for word in words) + sum(
        bool(_ARABIZI_FIGURE.fullmatch(word)) and not _ENGLISH_FIGURE.fullmatch(word)
        for word in words
        if not word.isalpha()
    )
    signs = 2 * strong + sum(word in small for word in words)
    if signs < 2:
        return False
    return signs > sum(word in _usual_english() for word in words)


def _has_foreign_letters(words: list[str]) -> bool:
    return any(not word.isascii() for word in words)


def _is_unknown(words: list[str], english: int) -> bool:
    """Say whether this many words without a single English one cannot be English."""
    return (
        len(words) > 2 * _FEW_WORDS
        and english == 0
        and not any(word in lexicon.common() for word in words)
    )


@cache
def _arabizi_words() -> frozenset[str]:
    """Return the words that are signs of Arabic in Latin letters."""
    return _small_words()["arabizi"] | lexicon.listed("abuse_arabizi").keys()


@cache
def _usual_english() -> frozenset[str]:
    """Return the words that nobody writing Arabic in Latin letters would use."""
    abuse = lexicon.listed("abuse_arabizi").keys()
    usual = lexicon.common() | lexicon.known() - abuse
    return usual - _small_words()["arabizi"]


@cache
def _foreign() -> tuple[str, ...]:
    """Return the codes of the languages in Latin letters that are not served."""
    return tuple(_small_words().keys() - {"en", "ar", "fa", "arabizi"})


@cache
def _small_words() -> dict[str, frozenset[str]]:
    """Return the small words of each language by its code."""
    lines = (lexicon.HERE / "small_words.txt").read_text("utf-8").splitlines()
    return {
        name.strip(): frozenset(words.split())
        for name, _colon, words in (
            line.partition(":") for line in lines if line and line[0] != "#"
        )
    }
