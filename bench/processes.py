"""What the kernel says of running processes: CPU time spent, memory held."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Memory:
    """In MB: all that is mapped, and the part that is its own (shared ones divided)."""

    rss: float
    pss: float


def cpu_seconds(pids: list[int]) -> float:
    """Return the CPU time that these have used together, in user and kernel mode."""
    return sum(_ticks(pid) for pid in pids) / TICKS


def children_of(pid: int) -> list[int]:
    """Return the children of all threads of a process, in the order of their birth."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return sorted(found)


def memory_of(pid: int) -> Memory:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
    return Memory(rss=int(sizes["Rss"]) / 1024, pss=int(sizes["Pss"]) / 1024)


def _ticks(pid: int) -> int:
    # The name in parentheses may hold anything, spaces too.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
