"""What `hiwar doctor` looks at, one question at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from hiwar.ops import health

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def make_task(*, enqueued, run_after=None, **values):
    """Make a task that waits and was enqueued so long ago."""
    task = DBTaskResult.objects.create(
        args_kwargs={},
        task_path="x",
        backend_name="default",
        run_after=run_after or get_date_max(),
        **values,
    )
    DBTaskResult.objects.update(enqueued_at=timezone.now() - enqueued)
    return task


def is_well(about):
    found = {finding.about: finding for finding in health.examine(now=timezone.now())}
    return found[about].is_well


class TestTasksWaiting:
    def test_are_well_for_a_moment(self):
        make_task(enqueued=SECOND)

        assert is_well("Tasks waiting")

    def test_are_amiss_when_nobody_takes_them(self):
        make_task(enqueued=HOUR)

        assert not is_well("Tasks waiting")

    def test_are_well_when_they_have_only_become_due_again(self):
        make_task(enqueued=HOUR, run_after=timezone.now() - SECOND)

        assert is_well("Tasks waiting")

    def test_are_amiss_when_nobody_tries_them_again(self):
        make_task(enqueued=2 * HOUR, run_after=timezone.now() - HOUR)

        assert not is_well("Tasks waiting")

    def test_are_well_while_they_wait_for_their_next_try(self):
        make_task(enqueued=HOUR, run_after=timezone.now() + HOUR)

        assert is_well("Tasks waiting")
