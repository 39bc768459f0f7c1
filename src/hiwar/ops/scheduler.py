"""What happens by the clock: stories come out on time, what is old goes."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

from hiwar.accounts import actions as accounts
from hiwar.newsroom import actions as newsroom

from . import actions, retention

logger = logging.getLogger(__name__)

LONGEST_SLEEP = 10.0


@dataclass
class Job:
    """Something done every so often. One that fails is logged and tried next time."""

    name: str
    run: Callable[[datetime], object]
    every: timedelta
    due_at: datetime | None = field(default=None)

    def run_if_due(self, now: datetime) -> None:
        if self.due_at and now < self.due_at:
            return
        self.due_at = now + self.every
        try:
            self.run(now)
        except Exception:
            logger.exception("The job %s failed.", self.name)


def make_jobs() -> list[Job]:
    return [
        Job(
            "publish_due",
            lambda now: newsroom.publish_due(now=now),
            every=timedelta(seconds=LONGEST_SLEEP),
        ),
        Job("prune", lambda now: actions.prune(now=now), every=timedelta(hours=1)),
        Job("forget", lambda now: retention.forget(now=now), every=timedelta(hours=1)),
        Job(
            "remove_unverified_readers",
            lambda now: accounts.remove_unverified_readers(now=now),
            every=timedelta(hours=1),
        ),
    ]


def run() -> None:
    """Do each job when it is due, until the process is ended."""
    jobs = make_jobs()
    while True:
        close_old_connections()
        for job in jobs:
            job.run_if_due(timezone.now())
        close_old_connections()
        time.sleep(LONGEST_SLEEP)
