"""One process that starts the others, starts them again, and ends them together."""

import ctypes
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn

import click
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
WATCHED = ENDING | {signal.SIGCHLD}
LONGEST_PAUSE = 60.0
# One that lived so long begins with the shortest pause again.
LONG_LIFE = 60.0
SECONDS_TO_END = 15.0


@dataclass
class Child:
    """A process to be kept running."""

    name: str
    run: Callable[[], None]
    # Told when it has died of itself, before it is started again.
    bury: Callable[[], None] = lambda: None
    pid: int | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = 0.0


class Supervisor:
    """Keep `children` running until SIGINT, SIGTERM or SIGHUP, then end all of them.

    The process must have no other thread and no open connection to a database: its
    children are copies of it.
    """

    def __init__(self, children: Iterable[Child]) -> None:
        self._children = list(children)

    def run(self, *, when_started: Callable[[], bool] = lambda: True) -> None:
        """Supervise. `when_started` is asked often until it gives True."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        is_started = False
        while True:
            self._start_due()
            patience = 0.05 if not is_started else self._seconds_to_next_start()
            received = signal.sigtimedwait(WATCHED, patience)
            if received and received.si_signo in ENDING:
                break
            self._reap()
            is_started = is_started or when_started()
        self._end()

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if child.pid is None and child.start_at <= now:
                child.started_at = now
                child.pid = _fork(child.run)

    def _seconds_to_next_start(self) -> float:
        now = time.monotonic()
        waits = [child.start_at - now for child in self._children if child.pid is None]
        return max(0.0, min([LONGEST_PAUSE, *waits]))

    def _reap(self) -> None:
        """Bury the dead and say when they are started again."""
        for child, status in self._collect():
            lived = time.monotonic() - child.started_at
            child.pause = (
                1.0 if lived > LONG_LIFE else min(2 * child.pause or 1.0, LONGEST_PAUSE)
            )
            child.start_at = time.monotonic() + child.pause
            message = _(
                "%(name)s ended (%(reason)s); starting it again in %(pause)d s."
            )
            click.echo(
                message
                % {"name": child.name, "reason": _reason(status), "pause": child.pause},
                err=True,
            )
            try:
                child.bury()
            except Exception:
                logger.exception("What %s left could not be taken up.", child.name)

    def _collect(self) -> list[tuple[Child, int]]:
        ended = []
        for child in self._children:
            if child.pid is None:
                continue
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                child.pid = None
                ended.append((child, os.waitstatus_to_exitcode(status)))
        return ended

    def _end(self) -> None:
        """Ask all to end; kill what is left after a while, or when asked again."""
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_END
        while any(child.pid for child in self._children):
            left = deadline - time.monotonic()
            received = signal.sigtimedwait(WATCHED, max(left, 0))
            if received is None or received.si_signo in ENDING:
                self._signal_all(signal.SIGKILL)
            self._collect()

    def _signal_all(self, number: int) -> None:
        for child in self._children:
            if child.pid:
                os.kill(child.pid, number)


def die_with_parent(number: int) -> None:
    """Have the kernel send this process `number` when its parent has died."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)


def _fork(run: Callable[[], None]) -> int:
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _live(run, parent)
    return pid


def _live(run: Callable[[], None], parent: int) -> NoReturn:
    """Be the child: run, and never return into what the parent was doing."""
    code = 1
    try:
        die_with_parent(signal.SIGTERM)
        # Ctrl-C goes to all processes of a terminal; only the parent listens to it,
        # so SIGINT stays blocked here.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED - {signal.SIGINT})
        if os.getppid() == parent:
            run()
        code = 0
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    except BaseException:
        logger.exception("A process of Hiwar's broke down.")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _reason(code: int) -> str:
    if code < 0:
        return signal.Signals(-code).name
    return _("exit code %(code)d") % {"code": code}
