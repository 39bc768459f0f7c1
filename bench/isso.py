"""Isso, which can be had anywhere: the same discussion, read and written."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median, quantiles
from urllib.error import URLError
from urllib.request import urlopen

from . import wrk
from .clients import Line, make_text
from .figures import Figure, Results
from .machine import free_port

WORKERS = 2
CONFIGURATION = """
[general]
dbpath = {folder}/comments.db
host = http://127.0.0.1:{port}/
[server]
listen = http://127.0.0.1:{port}/
[guard]
enabled = false
[moderation]
enabled = false
"""


def install(folder: Path) -> Path | None:
    """Make a place of its own for Isso; return None when it cannot be had."""
    venv = folder / "venv"
    python = venv / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run(
            [
                python,
                "-m",
                "pip",
                "install",
                "-qq",
                "isso",
                "gunicorn",
                "setuptools<81",
            ],
            check=True,
        )
    except subprocess.CalledProcessError:
        return None
    return venv


def version(venv: Path) -> str:
    asked = [venv / "bin" / "python", "-m", "pip", "show", "isso"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return next(
        line for line in said.splitlines() if line.startswith("Version")
    ).split()[1]


@contextmanager
def running(venv: Path, folder: Path) -> Iterator[int]:
    """Run it as its documentation advises, behind gunicorn; give its port."""
    port = free_port()
    configuration = folder / "isso.cfg"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
    with (folder / "isso.log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(venv / "bin" / "gunicorn", "-b", f"127.0.0.1:{port}"),
                *("-w", str(WORKERS), "--preload", "isso.run"),
            ],
            env={"ISSO_SETTINGS": str(configuration), "PATH": str(venv / "bin")},
            stdout=log,
            stderr=log,
        )
    try:
        for _ in range(100):
            with suppress(URLError), urlopen(f"http://127.0.0.1:{port}/count?uri=/x/"):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


async def post(line: Line, page: str, number: int) -> None:
    body = json.dumps(
        {
            "text": make_text(number),
            "author": f"Visitor {number}",
            "title": "x",
        }
    ).encode()
    status, _headers, answer = await line.ask(
        "POST",
        f"/new?uri={page}",
        headers={"Content-Type": "application/json"},
        body=body,
    )
    assert status == 201, (status, answer)


def measure(port: int, results: Results, *, seconds: float, rounds: int) -> None:
    asyncio.run(_fill(port, 24))
    speeds = [
        wrk.read(f"http://127.0.0.1:{port}/?uri=/story/", seconds=seconds).speed
        for _ in range(rounds)
    ]
    results.add(
        Figure(
            group="Isso, for comparison",
            about="reading a discussion of 24 comments",
            unit="/s",
            rounds=speeds,
        )
    )
    written, late = [], []
    for _ in range(rounds):
        taken, whole = asyncio.run(_write_for(port, seconds))
        written.append(len(taken) / whole)
        late.append(quantiles(taken, n=100)[98] * 1000)
    results.add(
        Figure(
            group="Isso, for comparison",
            about="8 clients writing",
            unit="/s",
            rounds=written,
        ),
        Figure(
            group="Isso, for comparison",
            about="8 clients writing, p99",
            unit="ms",
            rounds=[median(late)],
        ),
    )


async def _fill(port: int, number: int) -> None:
    line = Line(port)
    for each in range(number):
        await post(line, "/story/", each)
    line.close()


async def _write_for(port: int, seconds: float) -> tuple[list[float], float]:
    taken: list[float] = []
    begun = time.perf_counter()

    async def write(number: int) -> None:
        line = Line(port)
        while time.perf_counter() - begun < seconds:
            started = time.perf_counter()
            await post(line, "/other/", number)
            taken.append(time.perf_counter() - started)
        line.close()

    await asyncio.gather(*map(write, range(8)))
    return taken, time.perf_counter() - begun
