"""Measure what hostile and ordinary text costs.

    python -m bench.text

Prints, for each reading of a text, the dearest families of hostile text at 5,000
characters, how much dearer twice as much text is, and the cost of ordinary use.
"""

import time
from collections.abc import Callable

from tests.kernel.test_markup_hostile import FAMILIES, NAMES, READINGS, cost, fill

from hiwar.kernel.text import direction, markup, skeleton, tables

ORDINARY = (
    "I *do* remember the storm of 1987, see https://example.com/storm.\n\n"
    "> The harbour was closed for a week.\n\nعاصفة كبيرة ضربت الميناء.\n\n"
    "- one\n- two\n"
)


def milliseconds(function: Callable[[str], object], text: str) -> float:
    return cost(function, text) * 1000


def main() -> None:
    start = time.perf_counter()
    tables.looks()
    tables.script("a")
    print(f"tables read in {(time.perf_counter() - start) * 1000:.1f} ms")
    for name, reading in zip(NAMES, READINGS, strict=True):
        rows = []
        for family in FAMILIES:
            costs = [milliseconds(reading, fill(family, n)) for n in (5_000, 10_000)]
            rows.append((costs[0], costs[1] / costs[0], family))
        print(f"\n{name}")
        for dear, growth, family in sorted(rows, reverse=True)[:4]:
            print(f"  {dear:6.1f} ms  x{growth:.2f}  {family}")
    print("\nordinary use")
    for name, function in (
        ("render", markup.render),
        ("direction", direction.direction),
        ("skeleton_words", skeleton.skeleton_words),
    ):
        print(f"  {milliseconds(function, ORDINARY):6.3f} ms  {name}")
    each = milliseconds(lambda name: skeleton.contains_name("a guest", name), "Bashir")
    print(f"  {each:6.3f} ms  contains_name")


if __name__ == "__main__":
    main()
