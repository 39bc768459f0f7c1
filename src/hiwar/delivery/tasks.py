"""What the worker does for this package."""

from django_tasks import task

from . import purging


@task
def purge(*, topics: list[str]) -> None:
    purging.purge(topics)
