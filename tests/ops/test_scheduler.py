"""Jobs are done by the clock, and one that fails holds up nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from hiwar.ops import scheduler

NOW = datetime(2017, 2, 16, 11, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_job(run=None):
    """Return a job for every hour, and the list of when it ran."""
    times = []
    job = scheduler.Job("test", run or times.append, every=HOUR)
    return job, times


class TestJob:
    def test_runs_at_once_and_then_when_it_is_due(self):
        job, times = make_job()

        for minutes in (0, 1, 59, 60, 61, 120):
            job.run_if_due(NOW + timedelta(minutes=minutes))

        assert times == [NOW, NOW + HOUR, NOW + 2 * HOUR]

    def test_is_tried_again_when_it_failed(self, caplog):
        tries = []

        def fail(now):
            tries.append(now)
            raise RuntimeError("the disk is full")

        job, _ = make_job(fail)

        job.run_if_due(NOW)
        job.run_if_due(NOW + HOUR)

        assert len(tries) == 2
        assert "The job test failed." in caplog.text
        assert "the disk is full" in caplog.text


@pytest.mark.django_db
class TestJobs:
    def test_all_run_on_an_empty_paper(self, caplog):
        for job in scheduler.make_jobs():
            job.run_if_due(NOW)

        assert "failed" not in caplog.text

    def test_publish_on_time(self):
        names = {job.name: job.every for job in scheduler.make_jobs()}

        assert names["publish_due"] <= timedelta(seconds=10)
