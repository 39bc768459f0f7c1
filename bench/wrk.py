"""wrk, which reads as fast as it can."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from .machine import find

THREADS = 2
CONNECTIONS = 32
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of it: requests a second, milliseconds, and what went wrong."""

    speed: float
    requests: int
    p50: float
    p99: float
    failures: int


def command(
    url: str, *, seconds: float, connections: int, headers: Mapping[str, str]
) -> list[str]:
    return [
        find("wrk") or "wrk",
        *("-t", str(min(THREADS, connections)), "-c", str(connections)),
        *("-d", f"{seconds:.0f}s", "--timeout", "30s", "--latency"),
        *(
            part
            for name, value in headers.items()
            for part in ("-H", f"{name}: {value}")
        ),
        url,
    ]


def read(
    url: str,
    *,
    seconds: float,
    connections: int = CONNECTIONS,
    headers: Mapping[str, str] = GZIP,
) -> Reading:
    done = subprocess.run(
        command(url, seconds=seconds, connections=connections, headers=headers),
        capture_output=True,
        text=True,
        check=True,
    )
    return understand(done.stdout)


def understand(said: str) -> Reading:
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.findall(r"(?:connect|read|write|timeout) (\d+)", said)
    requests = re.search(r"(\d+) requests in", said)
    speed = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert requests, said
    assert speed, said
    return Reading(
        speed=float(speed[1]),
        requests=int(requests[1]),
        p50=_milliseconds(said, "50%"),
        p99=_milliseconds(said, "99%"),
        failures=sum(map(int, broken)) + (int(failed[1]) if failed else 0),
    )


def _milliseconds(said: str, share: str) -> float:
    found = re.search(rf"^\s+{share}\s+([\d.]+)(us|ms|s|m)\s*$", said, re.M)
    assert found, said
    return float(found[1]) * UNITS[found[2]]
