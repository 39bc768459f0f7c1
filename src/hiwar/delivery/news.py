"""What has changed since somebody was told last, as far as this process knows.

Whoever is told gets a mark, and shows it when they come back. A mark names this life
of the process and how many changes it had seen. So a restart, a pruned log, a restored
backup, another process behind the same address and a lost line to the database are all
one case: the mark is not of this life, and its bearer is told that everything may have
changed. Ids of the log would be marks too, but after a restore the same id can stand
for another change, and the newest one of a topic would have to be looked up.
"""

import secrets
from collections import OrderedDict
from collections.abc import Collection
from typing import Final

# Topics beyond these are not told apart from each other.
MOST_TOPICS: Final = 20_000


class News:
    def __init__(self) -> None:
        self._seen = 0
        # The number of the newest change of each topic, the oldest change first.
        self._changed: OrderedDict[str, int] = OrderedDict()
        self._forgotten = 0
        self._life = ""
        self.lose_track()

    @property
    def mark(self) -> str:
        return f"{self._life}-{self._seen}"

    def add(self, topics: Collection[str]) -> None:
        self._seen += 1
        for topic in topics:
            self._changed[topic] = self._seen
            self._changed.move_to_end(topic)
        while len(self._changed) > MOST_TOPICS:
            _topic, self._forgotten = self._changed.popitem(last=False)

    def lose_track(self) -> None:
        """Begin another life: nothing is known of what was before."""
        self._life = secrets.token_urlsafe(6).replace("-", "_")
        self._changed.clear()
        self._seen = self._forgotten = 0

    def since(self, mark: str, topics: Collection[str]) -> set[str]:
        """Return which of `topics` may have changed since `mark` was given."""
        life, _dash, number = mark.partition("-")
        if life != self._life or not (number.isascii() and number.isdigit()):
            return set(topics)
        seen = int(number)
        return {t for t in topics if self._changed.get(t, self._forgotten) > seen}
