"""Unicode's tables: what characters look like, and which script they belong to.

Read from the two files beside this one, which make.py makes, when first asked for.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def looks() -> dict[int, str | None]:
    """Return a table for `str.translate`: each character to what it looks like.

    It expects text in NFKD; what it does not name looks like its own case-folded
    form. Characters that show nothing, and marks that only decorate, go to None.
    """
    table: dict[int, str | None] = {}
    for key, ranges in _lines("looks.txt"):
        look = "".join(chr(int(point, 16)) for point in key.split(".") if point)
        for points in ranges:
            table.update(dict.fromkeys(points, look or None))
    return table


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Return the long name of the script of `char`, "Unknown" for what is unassigned.

    Punctuation, digits and emoji are "Common", most marks "Inherited".
    """
    starts, rows = _scripts()
    first, last, name = rows[bisect_right(starts, ord(char)) - 1]
    return name if first <= ord(char) <= last else "Unknown"


@cache
def _scripts() -> tuple[list[int], list[tuple[int, int, str]]]:
    rows = sorted(
        (points[0], points[-1], name)
        for name, ranges in _lines("scripts.txt")
        for points in ranges
    )
    return [first for first, _, _ in rows], rows


def _lines(name: str) -> Iterator[tuple[str, Iterator[range]]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, _, ranges = line.partition("=")
            yield key, map(_range, ranges.split())


def _range(written: str) -> range:
    first, _, last = written.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
