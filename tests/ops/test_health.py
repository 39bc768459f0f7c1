"""What `hiwar doctor` looks at, one question at a time."""

import socket
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from hiwar.ops import folder, health

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


class TestLiveStream:
    @pytest.fixture
    def port(self, settings):
        """A port that nobody listens to, while somebody holds it."""
        with socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            settings.LIVE_PORT = held.getsockname()[1]
            yield held

    @pytest.mark.usefixtures("port")
    def test_is_well_while_the_paper_is_at_rest(self):
        assert is_well("Live stream")

    @pytest.mark.usefixtures("port")
    def test_is_amiss_when_a_running_paper_has_none(self, settings):
        with folder.lock(settings.DATA):
            assert not is_well("Live stream")

    def test_is_well_when_it_answers(self, settings, port):
        port.listen()

        with folder.lock(settings.DATA):
            assert is_well("Live stream")
