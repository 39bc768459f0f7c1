"""Who may open each address, as decided by people: `routes.txt`, one line each.

    everybody  en/me/corner/

A new address is in no line until somebody has thought about it.
"""

from pathlib import Path

from .world import PEOPLE

STAFF = {"reporter", "editor", "moderator", "superuser"}
READERS = {"reader", "other", *STAFF}

AUDIENCES: dict[str, set[str]] = {
    # The same bytes for each of them, whoever they are, and kept by caches.
    "public": set(PEOPLE),
    # Open to each of them, who may get different answers: never kept.
    "everybody": set(PEOPLE),
    "readers": READERS,
    "who-has-a-password": {"reader"},
    "its-author": {"reader"},
    "whose-was-removed": {"other"},
    "deciders": {"editor", "moderator", "superuser"},
    "staff": STAFF,
    "writers": {"reporter", "editor", "superuser"},
    "editors": {"editor", "superuser"},
    "superuser": {"superuser"},
    # Closed, or without anything to be found there in this paper.
    "nobody": set(),
}


def read() -> dict[str, str]:
    """Return the class of each address."""
    lines = (Path(__file__).parent / "routes.txt").read_text().splitlines()
    words = (line.split(maxsplit=1) for line in lines if line)
    return {(parts[1] if len(parts) > 1 else ""): parts[0] for parts in words}
