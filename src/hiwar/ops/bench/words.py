"""Made-up stories and comments: the same ones each time they are asked for."""
# ruff: noqa: S311 - chance that can be repeated is what is wanted

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

# A hundred articles a day: a million are the archive of 27 years.
FIRST_DAY: Final = date(1997, 1, 1)
# The stories with long discussions stand on the day before.
DAY_OF_DISCUSSIONS: Final = FIRST_DAY - timedelta(days=1)
SECTIONS: Final = ("News", "World", "Economy", "Culture", "Science", "Sport")
REPORTERS: Final = 40
TOPICS: Final = 120
READERS: Final = 200
GUESTS: Final = 100

_ENGLISH: Final = (  # noqa: SIM905 - words are read and written in lines
    "the harbour council ferry of lighthouse budget and tide market a school in storm"
    " to bridge winter with orchard minister for bakery night on river theatre this"
    " engineer was garden train from library had island at museum that coast by fisher"
).split()
_ARABIC: Final = (  # noqa: SIM905
    "الميناء في المنارة من البلدية على الميزانية إلى السوق المطر عن المدرسة بعد الجسر"
    " البحر مع الحديقة هذا القطار كان المكتبة الجزيرة قبل المتحف"
).split()


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment by its place among those of its story."""

    text: str
    # The place of the comment it answers.
    parent: int | None
    reader: int | None
    guest: int | None
    posted_at: datetime


def story(number: int, *, day: date, paragraphs: int = 4) -> dict[str, Any]:
    """Return what the newsroom wants to be told of the day's nth story."""
    dice = random.Random(f"story {number}")
    minute = number * 7 % (24 * 60)
    return {
        "section": SECTIONS[number % len(SECTIONS)],
        "headline": f"{_sentence(dice, 7)} {number}",
        "standfirst": _sentence(dice, 18),
        "published_at": _moment(day, minute),
        "bylines": [f"Reporter {number % REPORTERS}"],
        "topics": [f"Topic {number % TOPICS}"],
        "body": [
            {"kind": "paragraph", "text": f"{_sentence(dice, 45)}."}
            for _ in range(paragraphs)
        ],
    }


def remarks(number: int, *, of: str, since: datetime) -> Iterator[Remark]:
    """Yield so many comments on the story called `of`: about half of them answers."""
    dice = random.Random(f"comments on {of}")
    for place in range(number):
        is_reply = place > 0 and dice.random() < 0.5
        is_reader = dice.random() < 0.7
        yield Remark(
            text=_text(dice),
            parent=dice.randrange(max(0, place - 40), place) if is_reply else None,
            reader=dice.randrange(READERS) if is_reader else None,
            guest=None if is_reader else dice.randrange(GUESTS),
            posted_at=since + timedelta(seconds=20 * (place + 1)),
        )


def shares(number: int, *, among: int) -> list[int]:
    """Part `number` comments among stories: a few get many, most get few or none."""
    weights = [1 / (place + 3) for place in range(among)]
    whole = sum(weights)
    parts = [int(number * weight / whole) for weight in weights]
    for place in range(number - sum(parts)):
        parts[place % among] += 1
    # Neighbours on the front page are not all much discussed.
    random.Random("shares").shuffle(parts)
    return parts


def _text(dice: random.Random) -> str:
    words = _ARABIC if dice.random() < 0.3 else _ENGLISH
    said = " ".join(dice.choices(words, k=dice.randrange(6, 45)))
    if dice.random() < 0.1:
        quoted = " ".join(dice.choices(words, k=8))
        return f"> {quoted}\n\n{said}, *{dice.choice(words)}*."
    return f"{said}."


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(_ENGLISH, k=words)).capitalize()


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(tzinfo=UTC)) + timedelta(minutes=minute)
