"""What ready pages cost and save, in Prometheus's text format 0.0.4.

Each worker counts for itself, and whoever asks is answered by one of them: the label
`worker` tells which.
"""

import os
from collections.abc import Mapping
from typing import Final

from .store import Store

PATH: Final = "/metrics"
CONTENT_TYPE: Final = b"text/plain; version=0.0.4; charset=utf-8"
OF_THIS_MACHINE: Final = ("127.0.0.1", "::1")


def may_ask(client: tuple[str, int] | None, headers: Mapping[bytes, bytes]) -> bool:
    """Return whether a program on this machine asks, and not through a proxy."""
    return (
        client is not None
        and client[0] in OF_THIS_MACHINE
        and b"x-forwarded-for" not in headers
    )


def write(store: Store, *, answered: int, rendered: int) -> bytes:
    figures = [
        ("pages", "gauge", "Pages that are ready.", len(store)),
        ("bytes", "gauge", "Memory that they take.", store.size),
        ("limit_bytes", "gauge", "Memory that they may take.", store.limit),
        ("answered_total", "counter", "Answers given from memory.", answered),
        ("rendered_total", "counter", "Pages that had to be made.", rendered),
        ("evicted_total", "counter", "Pages that had to make room.", store.evicted),
    ]
    lines = []
    for short, kind, about, value in figures:
        name = f"hiwar_ready_{short}"
        lines += [
            f"# HELP {name} {about}",
            f"# TYPE {name} {kind}",
            f'{name}{{worker="{os.getpid()}"}} {value}',
        ]
    return ("\n".join(lines) + "\n").encode()
