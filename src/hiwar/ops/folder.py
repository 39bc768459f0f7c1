"""The data folder: everything that is not code. Used before settings are loaded."""

import fcntl
import os
import secrets
import time
from pathlib import Path
from typing import IO

import click

FOLDERS = ("media", "mail", "static")
SECRET = "secret"  # noqa: S105 - the name of the file
# The address at which the paper was last started, for commands beside it.
ORIGIN = "origin"
LOCK = "lock"


class Unusable(click.ClickException):
    """Something is in the way; its sentence for the operator ends the command (1)."""


def prepare(folder: Path) -> None:
    """Create what is missing of `folder`: itself, a secret, places for files.

    Raises Unusable.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        _write_secret(folder / SECRET)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise Unusable(
            f"The data folder {folder} cannot be written: {error.strerror}."
        ) from error


def require(folder: Path) -> None:
    """Raise Unusable unless `folder` is one that `hiwar up` has prepared."""
    try:
        is_there = (folder / SECRET).exists() or "HIWAR_SECRET" in os.environ
    except OSError as error:
        raise Unusable(
            f"The data folder {folder} cannot be read: {error.strerror}."
        ) from error
    if not is_there:
        raise Unusable(
            f"There is no paper in {folder} yet. Start one with: hiwar up"
            " (or say where it is with --data)."
        )


def lock(folder: Path, *, patience: float = 3) -> IO[str]:
    """Return the open lock of `folder`, held for as long as it and its copies are open.

    Processes that a dead `hiwar up` left behind hold it until they have ended, so
    that no task is worked on twice; that is waited for a moment.

    Raises Unusable.
    """
    file = (folder / LOCK).open("a", encoding="ascii")
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            file.close()
            raise Unusable(f"Hiwar is already running on {folder}.") from None
        # By the live stream, too, which is another program.
        os.set_inheritable(file.fileno(), True)
        return file


def is_held(folder: Path) -> bool:
    """Return whether a `hiwar up` runs on `folder`."""
    try:
        with (folder / LOCK).open(encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def remember_origin(folder: Path, origin: str) -> None:
    (folder / ORIGIN).write_text(origin + "\n", encoding="ascii")


def last_origin(folder: Path) -> str | None:
    try:
        return (folder / ORIGIN).read_text(encoding="ascii").strip() or None
    except OSError:
        return None


def _write_secret(path: Path) -> None:
    """Write a new secret that only its owner may read, unless there is one."""
    if path.exists():
        return
    unfinished = path.with_suffix(".new")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
    unfinished.replace(path)
