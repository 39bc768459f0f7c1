"""The words of what is discussed: told by whoever owns the story, when they are asked.

Somebody who quotes a report of a massacre says nothing cruel. So what is read for its
tone is read without the words of its story.
"""

from collections.abc import Callable
from typing import Final

_TELLERS: Final[list[Callable[[str], str]]] = []


def told_by(tell: Callable[[str], str]) -> None:
    """Ask `tell`, too, for the words of the story that has a thread's key."""
    _TELLERS.append(tell)


def words_of(key: str) -> str:
    """Return what is told under `key`; empty for what is none of ours."""
    return "\n".join(tell(key) for tell in _TELLERS)
