"""The machine, and the programs of others that are measured beside ours."""

import os
import platform
import re
import shutil
import socket
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PROGRAMS = ("nginx", "wrk")


class Missing(SystemExit):
    """Something that has to be installed first, in one sentence."""


def install_programs() -> None:
    """Install nginx and wrk from Debian, or say who should."""
    missing = [name for name in PROGRAMS if find(name) is None]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(f"Please install {' and '.join(missing)}, then run this again.")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        subprocess.run(
            ["apt-get", "-qq", *step],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def find(name: str) -> str | None:
    """Return where a program is: servers stand in folders that not all paths name."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def describe() -> dict[str, str]:
    """Return what the figures were taken on: nothing that names the machine itself."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": _said(["git", "rev-parse", "--short", "HEAD"], r"\w+"),
        "processor": f"{os.cpu_count()} × {_first('/proc/cpuinfo', 'model name')}",
        "memory": f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) >> 20} GB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "Django": version("django"),
        "uvicorn": version("uvicorn"),
        "SQLite": _sqlite(),
        "nginx": _said([find("nginx") or "nginx", "-v"], r"[\d.]+"),
        "wrk": _said([find("wrk") or "wrk", "-v"], r"[\d.]+"),
    }


def load() -> float:
    return os.getloadavg()[0]


def _sqlite() -> str:
    import pysqlite3  # noqa: PLC0415 - only to ask for its version

    return pysqlite3.sqlite_version


def _first(path: str, name: str) -> str:
    lines = Path(path).read_text().splitlines()
    found = (line for line in lines if line.startswith(name))
    return " ".join(next(found, ":unknown").split(":", 1)[1].split())


def _said(command: list[str], pattern: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(pattern, done.stdout + done.stderr)
    return found[0] if found else "unknown"
