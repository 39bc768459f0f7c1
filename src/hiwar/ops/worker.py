"""The task worker: django-tasks-db's, with patience."""

import logging
import socket
import uuid
from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from . import actions

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0


class PatientWorker(Worker):
    """A worker that tries failed tasks again and forgets what done ones were given."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        if actions.retry_task(task=db_task_result, now=timezone.now()):
            logger.warning(
                "Task %s failed; it is tried again at %s.",
                db_task_result.task_path,
                f"{db_task_result.run_after:%H:%M:%S %Z}",
            )
        else:
            actions.forget_what_was_given(task=db_task_result)


def run(worker_id: str) -> None:
    """Work until SIGTERM; the task at hand is finished first."""
    # A line for each task done would drown what an operator has to see.
    logging.getLogger("django_tasks").setLevel(logging.ERROR)
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker = make(worker_id)
    worker.configure_signals()
    worker.run()


def make(worker_id: str, *, until_none_is_left: bool = False) -> PatientWorker:
    return PatientWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=SECONDS_BETWEEN_LOOKS,
        batch=until_none_is_left,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )


def new_id() -> str:
    return f"{_place()}-{uuid.uuid4().hex}"


def take_up_lost_tasks(*, now: datetime) -> None:
    """Take up what the workers of an earlier start left running.

    Whoever calls this holds the data folder's lock: none of its workers is alive. A
    PostgreSQL database may have workers on other machines, whose tasks are theirs.
    """
    is_ours_alone = connection.vendor == "sqlite"
    _take_up(lambda id_: is_ours_alone or id_.startswith(_place()), now)


def bury(worker_id: str) -> None:
    """Take up the task that `worker_id` died of, or beside."""
    _take_up(lambda id_: id_ == worker_id, timezone.now())
    connections.close_all()


def _take_up(is_dead, now: datetime) -> None:
    if number := actions.take_up_lost_tasks(is_dead=is_dead, now=now):
        logger.warning("Took up %d tasks whose worker had died.", number)


def _place() -> str:
    """Return a name for this machine and data folder."""
    place = f"{socket.gethostname()} {settings.DATA}"
    return blake2b(place.encode(), digest_size=6).hexdigest()
