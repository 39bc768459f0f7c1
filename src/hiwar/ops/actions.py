"""Tasks that failed or whose worker died are taken up again; what is old goes.

django-tasks runs a task once. A failed one stays failed, one whose worker was killed
stays "running" for ever. Here both become ready again, on the same row: its list of
workers says how often it has been tried.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hiwar.kernel.models import Change

MOST_TRIES: Final = 10
FIRST_PAUSE: Final = timedelta(seconds=10)
LONGEST_PAUSE: Final = timedelta(hours=6)
# How long what has been done is kept, for whoever looks for a reason.
TASKS_ARE_KEPT: Final = timedelta(days=14)
# Whoever follows the log reads it within seconds, or starts over.
CHANGES_ARE_KEPT: Final = timedelta(days=7)


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after the nth try: 10 s, 30 s, 90 s, … at most 6 h."""
    return min(FIRST_PAUSE * 3 ** (tries - 1), LONGEST_PAUSE)


@transaction.atomic
def retry_task(*, task: DBTaskResult, now: datetime) -> bool:
    """Make a failed task ready again after a pause; return whether it will be tried.

    After ten tries it stays failed, with its traceback.
    """
    tries = len(task.worker_ids)
    if task.status != TaskResultStatus.FAILED or tries >= MOST_TRIES:
        return False
    task.status = TaskResultStatus.READY
    task.run_after = now + pause_after(tries)
    task.finished_at = None
    task.save(update_fields=["status", "run_after", "finished_at"])
    return True


@transaction.atomic
def take_up_lost_tasks(*, is_dead: Callable[[str], bool], now: datetime) -> int:
    """Make the running tasks of dead workers ready again; return how many there were.

    A task that was running each time its worker died is given up after ten tries: it
    may be what kills them.
    """
    taken_up = 0
    for task in DBTaskResult.objects.select_for_update().running():
        if not is_dead(task.worker_ids[-1]):
            continue
        if len(task.worker_ids) < MOST_TRIES:
            task.status = TaskResultStatus.READY
            task.run_after = get_date_max()
            taken_up += 1
        else:
            task.status = TaskResultStatus.FAILED
            task.finished_at = now
        task.save(update_fields=["status", "run_after", "finished_at"])
    return taken_up


@transaction.atomic
def forget_what_was_given(*, task: DBTaskResult) -> None:
    """Wipe the arguments of a task that succeeded: a mail may carry a code."""
    DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.SUCCESSFUL).update(
        args_kwargs={"args": [], "kwargs": {}}
    )


def prune(*, now: datetime) -> None:
    """Delete ended sessions, finished tasks and old rows of the change log."""
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().filter(
        finished_at__lt=now - TASKS_ARE_KEPT
    ).delete()
    Change.objects.filter(at__lt=now - CHANGES_ARE_KEPT).delete()
