"""What the worker does for moderation. Each task may run twice."""

from django.utils import timezone
from django_tasks import task

from . import actions


@task()
def send_letter(letter: str, number: int) -> None:
    """Send a letter that is due."""
    actions.send_letter(letter=letter, number=number, now=timezone.now())
