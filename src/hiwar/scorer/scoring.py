"""Text in, scores out: language, quotations, words, model, and what moved the score."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import numpy as np

from hiwar.scorer import arabizi, encoder, layer, lexicon, model, quotation
from hiwar.scorer.language import Language, route
from hiwar.scorer.preparation import Prepared, prepare

MAIN: Final = "toxicity"
PROFANITY: Final = "profanity"
# So many words are shown as those that moved a score.
MOST_SHOWN: Final = 5
_TRIED: Final = 6
# Below it nothing moved the score that anybody needs to see.
_LEAST_MOVED: Final = 0.15
_MOST_AT_ONCE: Final = 128
# Log-odds of a text of which no word is left: certainly harmless.
_NOTHING_LEFT: Final = -5.0
# Who asks only from here on need not wait for the encoder where the words, in log-odds,
# are far from it: of 2,442 held-out texts that reach it the lowest is at -0.2
# (docs/decisions/0016).
_ASKED_FROM: Final = 0.8
_LEAST_OF_WORDS: Final = -0.75


@dataclass(frozen=True, slots=True)
class Moved:
    """A word as written, its place, and how much the log-odds fall without it."""

    text: str
    start: int
    end: int
    by: float


@dataclass(frozen=True, slots=True)
class Scored:
    """The chance of each kind; none for a language that is not served."""

    language: Language
    values: dict[str, float] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()

    @property
    def toxicity(self) -> float | None:
        """The score that puts the queue in order, None where there is none."""
        return self.values.get(MAIN)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text on its way: what its author says, prepared."""

    language: Language
    own: str = ""
    prepared: Prepared | None = None


def score(
    text: str,
    *,
    story: str = "",
    language: Language | None = None,
    explains: bool = False,
    least: float = 0.0,
) -> Scored:
    """Score what the author of `text` says, without what is quoted from `story`.

    With `explains`, also say which words moved the first score most: each costs the
    time of another score. Who does not care for first scores below `least` is told of
    a text that is far from it what its words alone say, in a fraction of the time.
    """
    read = _read(text, story, language)
    if (alone := _of_words_alone(read, least)) is not None:
        return alone
    (scored,) = _score_read([read])
    if not explains or scored.toxicity is None:
        return scored
    return replace(scored, moved=_moved(read))


def score_all(
    texts: Iterable[str], *, language: Language | None = None
) -> Iterator[Scored]:
    """Score many texts, in their order, several at a time."""
    batch: list[_Read] = []
    for text in texts:
        batch.append(_read(text, "", language))
        if len(batch) == _MOST_AT_ONCE:
            yield from _score_read(batch)
            batch.clear()
    yield from _score_read(batch)


def _read(text: str, story: str, language: Language | None) -> _Read:
    language = language or route(text)
    if language == Language.OTHER:
        return _Read(language)
    own = quotation.cut(text, story)
    return _Read(language, own, _prepared(own, language))


def _prepared(own: str, language: Language) -> Prepared:
    return prepare(own, has_figures_as_letters=language == Language.ARABIZI)


def _of_words_alone(read: _Read, least: float) -> Scored | None:
    """Return what the words of a text say that will not reach `least`, else None."""
    if least < _ASKED_FROM or layer.in_use() is not None:
        return None
    parts = _part(read, None)
    if parts is None:
        return None
    words = parts.linear[model.shipped().kinds.index(MAIN)]
    return _scored(read, parts) if words < _LEAST_OF_WORDS else None


def _score_read(batch: Sequence[_Read]) -> list[Scored]:
    return [
        _scored(read, parts) for read, parts in zip(batch, _parts(batch), strict=True)
    ]


def _scored(read: _Read, parts: model.Parts | None) -> Scored:
    if read.prepared is None or parts is None:
        return Scored(read.language)
    fitted = model.shipped()
    chances = fitted.chances(parts, read.language)
    values = {
        kind: round(float(chance), 4)
        for kind, chance in zip(fitted.kinds, chances, strict=True)
    }
    values[PROFANITY] = profanity(read.prepared)
    if layer.in_use() is not None:
        values[MAIN] = round(float(1 / (1 + np.exp(-_main(read, parts)))), 4)
    return Scored(read.language, values)


def _parts(batch: Sequence[_Read]) -> list[model.Parts | None]:
    """Return what the model's parts say of each text that has words."""
    fitted = model.shipped()
    encodes = [
        place
        for place, read in enumerate(batch)
        if read.prepared and read.prepared.words and read.language != Language.ARABIZI
    ]
    readable = [
        prepared.readable
        for place in encodes
        if (prepared := batch[place].prepared) is not None
    ]
    senses: dict[int, model.Array] = {}
    if readable:
        rows = fitted.sense(encoder.encode(readable))
        senses = dict(zip(encodes, rows, strict=True))
    return [_part(read, senses.get(place)) for place, read in enumerate(batch)]


def _part(read: _Read, sense: model.Array | None) -> model.Parts | None:
    if read.prepared is None or not read.prepared.words:
        return None
    forms = [word.form for word in read.prepared.words]
    if read.language == Language.ARABIZI:
        forms = [arabizi.consonants(form) for form in forms]
    return model.shipped().parts(forms, sense, read.language)


def profanity(prepared: Prepared) -> float:
    """Return how severe the worst listed word is, from 0 to 1: a list, no model."""
    profane = lexicon.profane()
    found = profane.keys() & {word.form for word in prepared.words}
    worst = max((profane[form] for form in found), default=0.0)
    return round(min(worst / 3, 1.0), 4)


def _moved(read: _Read) -> tuple[Moved, ...]:
    """Leave each of the likeliest words out in turn and see by how much it falls."""
    (whole,) = _parts([read])
    if read.prepared is None or whole is None:
        return ()
    place = model.shipped().kinds.index(MAIN)
    order = np.argsort(-whole.words[:, place], kind="stable")[:_TRIED]
    words = [read.prepared.words[index] for index in order]
    rests = [
        read.own[: word.start] + " " * (word.end - word.start) + read.own[word.end :]
        for word in words
    ]
    left = [
        _Read(read.language, rest, _prepared(rest, read.language)) for rest in rests
    ]
    falls = [
        _main(read, whole) - _main(one, parts)
        for one, parts in zip(left, _parts(left), strict=True)
    ]
    found = [
        Moved(read.own[word.start : word.end], word.start, word.end, round(fall, 4))
        for word, fall in zip(words, falls, strict=True)
        if fall >= _LEAST_MOVED
    ]
    return tuple(sorted(found, key=lambda moved: -moved.by)[:MOST_SHOWN])


def _main(read: _Read, parts: model.Parts | None) -> float:
    """Return the log-odds of the first score; a text without words has none."""
    if parts is None or read.prepared is None:
        return _NOTHING_LEFT
    fitted = model.shipped()
    odds = fitted.odds(parts, read.language)
    own = layer.in_use()
    if own is None:
        return float(odds[fitted.kinds.index(MAIN)])
    return float(own.odds(_row(read.prepared, parts, odds, read.language)))


def _row(
    prepared: Prepared, parts: model.Parts, odds: np.ndarray, language: Language
) -> np.ndarray:
    return layer.see(odds, profanity(prepared), parts.sense, language)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a site's own layer is fitted to: its row, and the shipped log-odds."""

    language: Language
    row: np.ndarray
    odds: float


def see_all(texts: Iterable[str]) -> Iterator[Seen | None]:
    """Return what a layer reads of each of `texts`; None where there is no score."""
    fitted = model.shipped()
    place = fitted.kinds.index(MAIN)
    reads = (_read(text, "", None) for text in texts)
    while batch := list(islice(reads, _MOST_AT_ONCE)):
        for read, parts in zip(batch, _parts(batch), strict=True):
            if parts is None or read.prepared is None:
                yield None
                continue
            odds = fitted.odds(parts, read.language)
            row = _row(read.prepared, parts, odds, read.language)
            yield Seen(read.language, row, float(odds[place]))
