"""The list of the most discussed stories, as it stands beside others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hiwar.discussion import selectors as discussion
from hiwar.kernel.kept import Made, kept
from hiwar.newsroom import selectors, topics

# How many are named, and of how many of the newest stories they are the first.
MOST_DISCUSSED: Final = 5
DISCUSSED_AMONG: Final = 200
# How long one list serves all pages; and how long those may show it, to which people
# come back, or under a story.
FOR_ALL: Final = timedelta(seconds=20)
ON_LISTS: Final = timedelta(seconds=40)
UNDER_STORIES: Final = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Discussed:
    """Stories with how many comments each has, the most first.

    `changes` names the topics of these stories alone: the order and the numbers may be
    as old as the page that shows them.
    """

    stories: tuple[tuple[selectors.Teaser, int], ...]
    changes: tuple[str, ...]


def list_discussed(*, language: str, now: datetime) -> Discussed:
    """Return the most discussed of an edition's newest stories."""

    def make() -> Made:
        discussed = _list_discussed(language, now)
        return Made(discussed, [topics.PAPER, *discussed.changes], now + FOR_ALL)

    return kept(("discussed", language), make)


def _list_discussed(language: str, now: datetime) -> Discussed:
    newest = selectors.list_newest_thread_keys(
        language=language, limit=DISCUSSED_AMONG, now=now
    )
    counts = discussion.list_most_commented(keys=newest, limit=MOST_DISCUSSED)
    teasers = selectors.list_teasers_by_thread(keys=counts, language=language, now=now)
    found = [(teasers[key], counts[key]) for key in counts if key in teasers]
    return Discussed(
        stories=tuple(found),
        changes=tuple(f"article:{teaser.id}" for teaser, _count in found),
    )
