"""What many idle live streams cost: memory, threads, and how late a change is told.

    .venv/bin/python bench/live_streams.py --streams 5000

Starts the live process on an SQLite file of its own, opens the streams, waits for a
full round of signs of life, then records one change and waits until all have heard it.
"""

import argparse
import asyncio
import os
import resource
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TABLE = (
    "CREATE TABLE kernel_change (id integer PRIMARY KEY AUTOINCREMENT,"
    " topic varchar(120) NOT NULL, at datetime DEFAULT CURRENT_TIMESTAMP NOT NULL)"
)
TOPIC = b"thread:1"
ROUND = 16
# Beyond what one address may have: each stream says that it has one of its own.
PROXY = "127.0.0.1"


class Listening(asyncio.Protocol):
    """Asks for a stream and notes when it began, beat, and told of a change."""

    def __init__(self, number: int, port: int) -> None:
        self._address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        self._port = port
        self._told = 0
        self.began = asyncio.get_running_loop().create_future()
        self.heard = asyncio.get_running_loop().create_future()
        self.beats = 0
        self.is_lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(
            b"GET /live/?topic=%s&topic=article:1 HTTP/1.1\r\n"
            b"Host: 127.0.0.1:%d\r\nAccept: text/event-stream\r\n"
            b"User-Agent: Mozilla/5.0 (X11; Linux x86_64) of a usual length\r\n"
            b"X-Forwarded-For: %s\r\n\r\n" % (TOPIC, self._port, self._address.encode())
        )

    def data_received(self, data: bytes) -> None:
        if not self.began.done():
            assert data.startswith(b"HTTP/1.1 200"), data
            self.began.set_result(time.monotonic())
        self.beats += data.count(b"\r\n:\n\n")
        self._told += data.count(b"data: " + TOPIC)
        # The first is told to everybody who has no mark.
        if self._told > 1 and not self.heard.done():
            self.heard.set_result(time.monotonic())

    def connection_lost(self, _error: Exception | None) -> None:
        self.is_lost = True


def memory(pid: int) -> dict[str, float]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return {
        "RSS (MB)": int(values["VmRSS"].split()[0]) / 1000,
        "threads": int(values["Threads"]),
    }


def cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def wait_for_server(port: int) -> None:
    while True:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        return


async def measure(number: int, pid: int, port: int, file: Path) -> None:
    await wait_for_server(port)
    print(f"no stream: {memory(pid)}")
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    listeners: list[Listening] = []
    for start in range(0, number, 100):
        some = await asyncio.gather(
            *(
                loop.create_connection(
                    lambda n=n: Listening(n, port), "127.0.0.1", port
                )
                for n in range(start, min(start + 100, number))
            )
        )
        listeners += [protocol for _transport, protocol in some]
        await asyncio.gather(*(each.began for each in listeners[start:]))
    print(f"{number} streams opened in {time.monotonic() - began:.1f} s")
    before = cpu(pid)
    await asyncio.sleep(ROUND)
    share = (cpu(pid) - before) / ROUND
    assert all(each.beats for each in listeners), "somebody had no sign of life"
    print(f"{number} idle streams: {memory(pid)}, {share:.1%} of a core")

    with sqlite3.connect(file) as database:
        database.execute("INSERT INTO kernel_change (topic) VALUES (?)", ["thread:1"])
    database.close()
    recorded = time.monotonic()
    heard = await asyncio.gather(*(each.heard for each in listeners))
    late = sorted(1000 * (moment - recorded) for moment in heard)
    print(
        f"a change is heard after {statistics.median(late):.0f} ms (median),"
        f" {late[-1]:.0f} ms (last); lost {sum(e.is_lost for e in listeners)}"
    )
    print(f"afterwards: {memory(pid)}")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--streams", type=int, default=5000)
    asked.add_argument("--port", type=int, default=8301)
    given = asked.parse_args()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 30_000), hard))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "hiwar.sqlite3"
        database = sqlite3.connect(file)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(TABLE)
        database.close()
        environment = {
            **os.environ,
            "HIWAR_DATA": folder,
            "HIWAR_LIVE_PORT": str(given.port),
            "HIWAR_TRUSTED_PROXIES": PROXY,
        }
        live = subprocess.Popen(
            [sys.executable, "-P", "-m", "hiwar.config.live"], env=environment
        )
        try:
            asyncio.run(measure(given.streams, live.pid, given.port, file))
        finally:
            live.send_signal(signal.SIGTERM)
            print(f"ended with {live.wait(20)}")


if __name__ == "__main__":
    main()
