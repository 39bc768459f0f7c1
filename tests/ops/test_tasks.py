"""Tasks survive their own failures and their worker's death."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hiwar.ops import actions, worker

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2017, 2, 16, 11, 22, tzinfo=UTC)
ANYONE = lambda _worker_id: True  # noqa: E731 - read as a word below


@task
def write_down(path, text):
    with open(path, "a") as file:
        file.write(text)


@task
def fail():
    raise RuntimeError("the mail server is asleep")


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """Workers speak at length about tasks that fail, which is what is wanted here."""
    caplog.set_level(logging.CRITICAL, logger="django_tasks")
    caplog.set_level(logging.CRITICAL, logger="django_tasks_db")


def work():
    """Do all that is ready, as the worker process does."""
    worker.make("w", until_none_is_left=True).run()


def start_and_die(tries=1):
    """Leave the one task that waits as a worker leaves it that is killed."""
    row = DBTaskResult.objects.get()
    for _ in range(tries):
        row.claim("killed")
    return row


class TestWorker:
    def test_does_what_is_enqueued(self, tmp_path):
        write_down.enqueue(str(tmp_path / "note"), "done")

        work()

        assert (tmp_path / "note").read_text() == "done"
        assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL

    def test_forgets_what_a_done_task_was_given(self, tmp_path):
        write_down.enqueue(str(tmp_path / "note"), "your code is 4711")

        work()

        row = DBTaskResult.objects.get()
        assert row.args_kwargs == {"args": [], "kwargs": {}}

    def test_tries_a_failed_task_again_after_a_pause(self):
        fail.enqueue()

        work()

        row = DBTaskResult.objects.get()
        assert row.status == TaskResultStatus.READY
        assert row.run_after > timezone.now()
        assert "asleep" in row.traceback

    def test_gives_up_after_ten_tries_and_keeps_the_reason(self):
        fail.enqueue()

        for _ in range(12):
            DBTaskResult.objects.update(run_after=timezone.now())
            work()

        row = DBTaskResult.objects.get()
        assert row.status == TaskResultStatus.FAILED
        assert len(row.worker_ids) == 10
        assert "asleep" in row.traceback


class TestPauses:
    def test_grow_and_end_growing(self):
        pauses = [actions.pause_after(tries) for tries in range(1, 12)]

        assert pauses[:3] == [timedelta(seconds=s) for s in (10, 30, 90)]
        assert pauses == sorted(pauses)
        assert pauses[-1] == timedelta(hours=6)


class TestTakeUpLostTasks:
    def test_has_the_task_of_a_killed_worker_done_after_all(self, tmp_path):
        write_down.enqueue(str(tmp_path / "note"), "done")
        start_and_die()
        work()
        assert not (tmp_path / "note").exists()

        assert actions.take_up_lost_tasks(is_dead=ANYONE, now=NOW) == 1

        work()
        assert (tmp_path / "note").read_text() == "done"

    def test_leaves_alone_what_a_living_worker_does(self):
        fail.enqueue()
        start_and_die()

        taken = actions.take_up_lost_tasks(
            is_dead=lambda worker_id: worker_id == "another", now=NOW
        )

        assert taken == 0
        assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING

    def test_gives_up_a_task_that_every_worker_dies_of(self):
        fail.enqueue()
        start_and_die(tries=10)

        assert actions.take_up_lost_tasks(is_dead=ANYONE, now=NOW) == 0

        assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED

    def test_takes_up_nothing_that_is_done_or_waits(self, tmp_path):
        write_down.enqueue(str(tmp_path / "note"), "done")
        work()
        fail.enqueue()

        assert actions.take_up_lost_tasks(is_dead=ANYONE, now=NOW) == 0


class TestPrune:
    def test_deletes_finished_tasks_when_they_are_old(self, tmp_path):
        write_down.enqueue(str(tmp_path / "note"), "done")
        work()

        actions.prune(now=timezone.now())
        assert DBTaskResult.objects.count() == 1

        actions.prune(now=timezone.now() + timedelta(days=15))
        assert DBTaskResult.objects.count() == 0

    def test_keeps_tasks_that_still_wait(self, tmp_path):
        write_down.enqueue(str(tmp_path / "note"), "done")

        actions.prune(now=timezone.now() + timedelta(days=15))

        assert DBTaskResult.objects.count() == 1
