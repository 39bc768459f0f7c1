"""The paper that is measured: built by `hiwar bench build`, run by `hiwar up`."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from . import processes
from .machine import free_port

HIWAR = [sys.executable, "-c", "from hiwar.config.command import main; main()"]
WORKERS = 2
PATIENCE = 120
# Each guest says where they write from, as behind a proxy: one address may not post
# thousands of comments an hour, and the limits stay as they are.
ADDRESSES = {"HIWAR_TRUSTED_PROXIES": "127.0.0.1"}


class Paper:
    """A data folder with a made-up paper, and the server in front of it if it runs."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = 0
        self._process: subprocess.Popen | None = None

    def build(self, *, articles: int, comments: int, sizes: list[int]) -> float:
        """Fill it so far; return the seconds that this took."""
        begun = time.monotonic()
        subprocess.run(
            [
                *(*HIWAR, "bench", "build", "--data", str(self.data)),
                *("--articles", str(articles), "--comments", str(comments)),
                *("--thread-sizes", ",".join(map(str, sizes))),
            ],
            env=environment(),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return time.monotonic() - begun

    def story(self, size: int) -> str:
        """Return the address of the story with so many comments."""
        return f"/en/1996/12/31/discussion-of-{size}/"

    @contextmanager
    def running(self) -> Iterator[None]:
        self.port = free_port()
        with (self.data.parent / "up.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(*HIWAR, "up", "--data", str(self.data), "--no-demo"),
                    *("--port", str(self.port), "--workers", str(WORKERS)),
                ],
                env=environment(HIWAR_LIVE_PORT=str(free_port()), **ADDRESSES),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait_until_it_answers()
            yield
        finally:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(PATIENCE)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(
        self, path: str, headers: Mapping[str, str] = {}
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of one answer, on a line of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()

    def thread_key(self, path: str) -> str:
        """Return the key of a story's discussion, as its page's form names it."""
        found = re.search(r"/threads/([^/\"]+)/", self.get(path)[2].decode())
        assert found, path
        return found[1]

    def web_workers(self) -> list[int]:
        """Return the processes that answer: the children of the web server."""
        return processes.children_of(self._family()[0])

    def members(self) -> dict[str, int]:
        """Return all processes by what they are."""
        assert self._process
        family = self._family()
        names = ("web server", "task worker", "scheduler", "live stream")
        others = dict(zip(names, family, strict=False))
        workers = {f"web worker {n + 1}": w for n, w in enumerate(self.web_workers())}
        return {"supervisor": self._process.pid, **others, **workers}

    def _family(self) -> list[int]:
        assert self._process
        return processes.children_of(self._process.pid)

    def _wait_until_it_answers(self) -> None:
        assert self._process
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            with suppress(OSError, http.client.HTTPException):
                if self.get("/en/")[0] == 200:
                    return
            time.sleep(0.1)
        raise SystemExit((self.data.parent / "up.log").read_text()[-2000:])


def environment(**changes: str) -> dict[str, str]:
    """Return what a fresh shell would have, and `changes`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HIWAR_")}
    return {**kept, "HIWAR_LOG": "WARNING", **changes}
