"""nginx, which serves the same bytes as files that were compressed beforehand."""

import gzip
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import Request, urlopen

from . import processes
from .machine import find, free_port

WORKERS = 2
CONFIGURATION = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 4096; }}
http {{
    types {{
        text/html html;
        application/atom+xml atom;
        application/json json;
    }}
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    open_file_cache max=1000;
    gzip_static on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {folder}/files;
    }}
}}
"""


class Files:
    """A folder of files and the nginx that serves them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = 0
        self._process: subprocess.Popen | None = None
        (folder / "files").mkdir(parents=True, exist_ok=True)

    def put(self, name: str, compressed: bytes) -> None:
        """Keep what was answered with gzip under `name`, plain and as it was."""
        path = self._folder / "files" / name
        path.write_bytes(gzip.decompress(compressed))
        path.with_name(f"{name}.gz").write_bytes(compressed)
        now = time.time()
        for each in (path, path.with_name(f"{name}.gz")):
            os.utime(each, (now, now))

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        assert self._process
        return processes.children_of(self._process.pid)

    def etag(self, name: str) -> str:
        asked = Request(self.url(name), headers={"Accept-Encoding": "gzip"})
        with urlopen(asked) as answer:
            return answer.headers["ETag"]

    @contextmanager
    def running(self) -> Iterator[None]:
        self.port = free_port()
        configuration = self._folder / "nginx.conf"
        user = "user root;" if os.geteuid() == 0 else ""
        configuration.write_text(
            CONFIGURATION.format(
                workers=WORKERS, folder=self._folder, port=self.port, user=user
            )
        )
        self._process = subprocess.Popen(
            [find("nginx") or "nginx", "-p", str(self._folder), "-c", configuration]
        )
        try:
            self._wait_until_it_answers()
            yield
        finally:
            self._process.terminate()
            self._process.wait()

    def _wait_until_it_answers(self) -> None:
        self.put("ready.html", gzip.compress(b"ready"))
        for _ in range(100):
            with suppress(OSError), urlopen(self.url("ready.html")) as answer:
                assert answer.status == 200
                return
            time.sleep(0.05)
        raise SystemExit((self._folder / "error.log").read_text())
