"""Start the whole of Hiwar as its operators do, on a port and folder of its own."""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

HIWAR = [sys.executable, "-c", "from hiwar.config.command import main; main()"]
PATIENCE = 300


@dataclass(frozen=True)
class Paper:
    """A paper's data folder, and where its database is if not in there."""

    data: Path
    database: dict[str, str]

    def run(self, *arguments, **changes):
        """Run a command on this paper to its end; return it, with what it said."""
        return run(*arguments, HIWAR_DATA=str(self.data), **self.database, **changes)

    def ask(self, script):
        """Run `script` with Django set up on this paper; return what it prints."""
        asked = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{script}"],
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=True,
            env=environment(
                HIWAR_DATA=str(self.data),
                DJANGO_SETTINGS_MODULE="hiwar.config.settings",
                **self.database,
            ),
        )
        return asked.stdout

    def running(self, *arguments, **changes):
        return running(self.data, *arguments, **changes, **self.database)


def environment(**changes):
    """Return what a fresh shell would have: nothing of this test run's own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HIWAR_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, "PYTHONUNBUFFERED": "1", **changes}


def run(*arguments, **changes):
    return subprocess.run(
        [*HIWAR, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=environment(**changes),
        check=False,
    )


@contextmanager
def own_database(template="template0"):
    """Give what the environment has to say for a database of one's own."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield {}
        return
    name = f"hiwar_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield {"DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def name_of(database):
    """Return the name of the database, to be the template of another one."""
    url = database.get("DATABASE_URL", "/template0")
    return urlsplit(url).path.lstrip("/")


def free_port():
    """Return a free port whose next one, for the live stream, is free, too.

    It is below those that the system gives to whoever connects to somewhere.
    """
    while True:
        port = random.randrange(10_000, 32_000, 2)
        with socket.socket() as first, socket.socket() as second, suppress(OSError):
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port


class Server:
    """A running `hiwar up`."""

    def __init__(self, data, *arguments, port=None, **changes):
        self.data = Path(data)
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.log = self.data.parent / f"{self.data.name}.log"
        started_at = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*HIWAR, "up", "--data", data, "--port", str(self.port), *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=environment(**changes),
                # A process group of its own, as a terminal or systemd gives it.
                start_new_session=True,
            )
        self._wait_until_it_answers()
        self.seconds_to_start = time.monotonic() - started_at

    def request(self, method, path, body=None, headers=None):
        """Return status, headers and body of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def said(self):
        return self.log.read_text()

    def pids(self):
        """Return the processes of this server, the supervisor first."""
        family = [self.process.pid]
        for pid in family:
            family += self.children_of(pid)
        return family

    def children_of(self, pid):
        """Return the children of one of them in the order of their birth."""
        with suppress(FileNotFoundError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            return [int(child) for child in children.split()]
        return []

    def answers(self):
        with suppress(OSError):
            return self.request("GET", "/robots.txt")[0] < 500

    def is_live(self):
        """Return whether the live stream answers; it may take longer to start."""
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port + 1)).close()
            return True

    def stop(self, number=signal.SIGTERM):
        """End it as an operator would; return its exit code."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def kill_group(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def _wait_until_it_answers(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"hiwar up ended: {self.said()}")
            if self.answers():
                return
            wait_a_moment()
        self.kill_group()
        raise AssertionError(f"hiwar up does not answer: {self.said()}")


@contextmanager
def running(data, *arguments, **facts):
    server = Server(data, *arguments, **facts)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def wait_a_moment():
    """Let other processes run before asking them again."""
    time.sleep(0.05)


def wait_for(condition, patience=PATIENCE):
    """Return what `condition` gives as soon as it is true."""
    deadline = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < deadline, "it never came true"
        wait_a_moment()
    return found


def is_alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return re.search(r"\) (\w)", state)[1] != "Z"
