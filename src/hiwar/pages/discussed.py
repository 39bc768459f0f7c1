"""The list of the most discussed stories, as it stands beside others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hiwar.discussion import selectors as discussion
from hiwar.newsroom import selectors

# How many are named, and of how many of the newest stories they are the first.
MOST_DISCUSSED: Final = 5
DISCUSSED_AMONG: Final = 200
# How old the list may be: on a page that people come back to, and under a story.
ON_LISTS: Final = timedelta(minutes=1)
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
