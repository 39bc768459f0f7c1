"""Writing: alone, while others read, and whether the next reader sees it."""

import asyncio
import html
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles

import psycopg

from hiwar.delivery.following import LINE

from . import processes, wrk
from .clients import Guests, Line
from .figures import Figure, Results, Target
from .paper import Paper

CLIENTS = 8
COMMENTS_A_SECOND = 5
READERS = 50
LOOKS = 6
LONGEST_WAIT = 10


async def write_for(
    port: int, key: str, *, seconds: float, clients: int = CLIENTS
) -> tuple[list[float], float]:
    """Post with all clients at once; return the seconds of each and of all."""
    writers = [Guests(port, key) for _ in range(clients)]
    for writer in writers:
        await writer.begin()
    taken: list[float] = []
    begun = time.perf_counter()

    async def write(writer: Guests) -> None:
        while time.perf_counter() - begun < seconds:
            started = time.perf_counter()
            await writer.post()
            taken.append(time.perf_counter() - started)

    await asyncio.gather(*map(write, writers))
    whole = time.perf_counter() - begun
    for writer in writers:
        writer.close()
    return taken, whole


def measure_alone(
    paper: Paper, results: Results, *, size: int, seconds: float, rounds: int, on: str
) -> None:
    """Eight clients post on one story, as fast as they are let."""
    key = paper.thread_key(paper.story(size))
    asyncio.run(write_for(paper.port, key, seconds=1))
    speeds, late, middles, cpu = [], [], [], []
    for _ in range(rounds):
        pids = paper.web_workers()
        before = processes.cpu_seconds(pids)
        taken, whole = asyncio.run(write_for(paper.port, key, seconds=seconds))
        speeds.append(len(taken) / whole)
        middles.append(median(taken) * 1000)
        late.append(quantiles(taken, n=100)[98] * 1000)
        cpu.append((processes.cpu_seconds(pids) - before) / len(taken) * 1e6)
    group = f"Writing, 8 clients, {on}"
    results.add(
        Figure(
            group=group,
            about="comments accepted",
            unit="/s",
            rounds=speeds,
            target=Target(words="≥ 400", least=400),
        ),
        Figure(
            group=group,
            about="p99",
            unit="ms",
            rounds=late,
            target=Target(words="< 60", most=60),
        ),
        Figure(group=group, about="p50", unit="ms", rounds=middles),
        Figure(
            group=group, about="CPU of the workers a comment", unit="µs", rounds=cpu
        ),
    )


def measure_while_reading(
    paper: Paper, results: Results, *, size: int, seconds: float, rounds: int
) -> None:
    """Five comments a second on the story that is read at full speed."""
    path = paper.story(size)
    key = paper.thread_key(path)
    shares, missing = [], 0
    for _ in range(rounds):
        quiet = wrk.read(paper.url(path), seconds=seconds)
        busy, lost = asyncio.run(_write_slowly(paper, path, key, seconds))
        shares.append(busy.speed / quiet.speed)
        missing += lost
    group = f"Reading while {COMMENTS_A_SECOND} comments/s come"
    results.add(
        Figure(
            group=group,
            about=f"story of {size:,} comments",
            unit="of its speed alone",
            rounds=shares,
            target=Target(words="≥ 0.6", least=0.6),
        ),
        Figure(
            group=group,
            about=f"story of {size:,} comments, comments that are not there after",
            unit="comments",
            rounds=[missing],
            target=Target(words="0", most=0),
        ),
    )


async def _write_slowly(
    paper: Paper, path: str, key: str, seconds: float
) -> tuple[wrk.Reading, int]:
    """Return how fast the others read, and how many comments cannot be found after."""
    writer, posted = Guests(paper.port, key), set()
    await writer.begin()
    with reading(paper.url(path), seconds=seconds) as process:
        begun = time.perf_counter()
        while process.poll() is None:
            due = begun + len(posted) / COMMENTS_A_SECOND
            await asyncio.sleep(max(0, due - time.perf_counter()))
            posted.add(await writer.post())
        said = process.communicate()[0]
    writer.close()
    return wrk.understand(said), len(posted - _find_newest(paper, path, len(posted)))


def _find_newest(paper: Paper, path: str, number: int) -> set[int]:
    """Return the newest comments, so many at least, from page to page."""
    found: set[int] = set()
    page = f"{path}?order=newest"
    while page and len(found) < number:
        body = paper.get(page)[2].decode()
        found |= {int(each) for each in re.findall(r'id="comment-([0-9]+)"', body)}
        further = re.search(r'rel="next" href="([^"#]*)', body)
        page = html.unescape(further[1]) if further else ""
        if page.startswith("?"):
            page = path + page
    return found


def measure_freshness(paper: Paper, results: Results, *, size: int, tries: int) -> None:
    """Post, then read on a line of one's own, which any worker may take."""
    path = f"{paper.story(size)}?order=newest"
    key = paper.thread_key(paper.story(size))
    stale = asyncio.run(_try_freshness(paper, path, key, tries))
    results.add(
        Figure(
            group="Freshness, 2 workers, 50 readers",
            about=f"stale answers in {tries:,} tries",
            unit="answers",
            rounds=[stale],
            target=Target(words="0", most=0),
        )
    )


async def _try_freshness(paper: Paper, path: str, key: str, tries: int) -> int:
    stale = done = 0

    async def post_then_read() -> None:
        nonlocal stale, done
        writer = Guests(paper.port, key)
        await writer.begin()
        while done < tries:
            done += 1
            number = await writer.post()
            stale += not await is_shown(paper.port, path, number)
        writer.close()

    # Read until all has been tried, then told to end.
    with reading(paper.url(path), seconds=86_400, connections=READERS) as process:
        await asyncio.gather(post_then_read(), post_then_read())
        process.terminate()
    return stale


async def is_shown(port: int, path: str, number: int) -> bool:
    """Return whether a new reader sees the comment."""
    line = Line(port)
    status, _headers, body = await line.ask("GET", path)
    line.close()
    assert status == 200, (status, body[:200])
    return f'id="comment-{number}"'.encode() in body


def measure_arrival(paper: Paper, results: Results, *, size: int, tries: int) -> None:
    """On PostgreSQL: post, and see when each worker shows it; cut their lines once."""
    path = f"{paper.story(size)}?order=newest"
    key = paper.thread_key(paper.story(size))
    taken = asyncio.run(_arrive(paper, path, key, tries))
    shown = sorted(each for each in taken if each is not None)
    group = "Freshness on PostgreSQL, 2 processes, their lines cut once"
    results.add(
        Figure(
            group=group,
            about=f"shown by both within 100 ms, of {tries:,}",
            unit="of them",
            rounds=[sum(each <= 0.1 for each in shown) / len(taken)],
            target=Target(words="≥ 0.99", least=0.99),
        ),
        Figure(
            group=group,
            about="the latest after",
            unit="ms",
            rounds=[shown[-1] * 1000],
            target=Target(words="< 1,000", most=1000),
        ),
        Figure(
            group=group,
            about="never shown",
            unit="comments",
            rounds=[len(taken) - len(shown)],
            target=Target(words="0", most=0),
        ),
    )


async def _arrive(paper: Paper, path: str, key: str, tries: int) -> list[float | None]:
    """Return after how many seconds each comment was shown; None: not in time."""
    writer, taken = Guests(paper.port, key), []
    await writer.begin()
    with reading(paper.url(path), seconds=86_400, connections=READERS) as process:
        for number in range(tries):
            if number == tries // 2:
                _cut_lines()
            comment = await writer.post()
            taken.append(await _seconds_until_shown(paper.port, path, comment))
        process.terminate()
    writer.close()
    return taken


def _cut_lines() -> None:
    """End the connections by which workers hear of changes."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
        found = database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = %s",
            [LINE["application_name"]],
        ).fetchall()
    assert found


async def _seconds_until_shown(port: int, path: str, comment: int) -> float | None:
    begun = time.perf_counter()
    while (taken := time.perf_counter() - begun) < LONGEST_WAIT:
        # The kernel deals the lines to the workers: so many, and both are asked.
        looks = [is_shown(port, path, comment) for _ in range(LOOKS)]
        if all(await asyncio.gather(*looks)):
            return taken
    return None


@contextmanager
def reading(
    url: str, *, seconds: float, connections: int = wrk.CONNECTIONS
) -> Iterator[subprocess.Popen]:
    """Let wrk read in the meantime."""
    command = wrk.command(
        url, seconds=seconds, connections=connections, headers=wrk.GZIP
    )
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
