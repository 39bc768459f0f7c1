"""How far an import or an export is, for whoever watches."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Bar(Protocol):
    """Something that shows how far it is: tqdm's bars do."""

    def update(self, n: int) -> object: ...


# Makes a bar from what is done and how many lines there are, if that is known.
Bars = Callable[[str, int | None], AbstractContextManager[Bar]]


class _Silence:
    def update(self, n: int) -> None:
        pass


def no_bars(_title: str, _total: int | None) -> AbstractContextManager[Bar]:
    return nullcontext(_Silence())
