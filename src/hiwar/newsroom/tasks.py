"""Work of the newsroom that can wait. Each task may run twice."""

from django_tasks import task

from . import actions


@task()
def make_renditions(article_id: int) -> None:
    """Make the sizes of an article's pictures before a reader waits for them."""
    actions.make_renditions_of(article_id=article_id)
