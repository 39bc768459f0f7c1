"""What changed: the whole protocol between those who write and what is kept ready.

An action records the topics that it changed in its own transaction. Ready pages,
the live stream, the search index and webhooks follow the log; nothing else
invalidates anything (ARCHITECTURE.md, "Reading is fast").
"""

from django.dispatch import Signal

from . import prepared
from .models import Change

# Sent with `topics`, in the transaction that changes them.
recorded = Signal()


def record(*topics: str) -> None:
    """Add a row for each of `topics` (`thread:42`, `article:7`, `front:en`).

    Call it inside the transaction that makes the change.
    """
    named = list(dict.fromkeys(topics))
    for topic in named:
        prepared.insert(Change(topic=topic))
    recorded.send(sender=None, topics=named)


def topics(*, after: int = 0) -> list[str]:
    """Return the topics recorded after the row `after`, oldest first."""
    return list(
        Change.objects.filter(pk__gt=after)
        .order_by("id")
        .values_list("topic", flat=True)
    )
