"""The post: lets letters leave that are due, and opens what was sent."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import mail
from django_tasks_db.models import DBTaskResult

from hiwar.moderation import actions, tasks
from tests.factories import NOW

LATER = NOW + timedelta(days=1)


@dataclass(frozen=True)
class Opened:
    to: str
    subject: str
    text: str
    html: str

    def __contains__(self, words):
        return any(words in part for part in (self.subject, self.text, self.html))


def run_due(now=LATER):
    """Do, as often as it is called, what the worker has to do by `now`."""
    due = DBTaskResult.objects.filter(
        task_path=tasks.send_letter.module_path, run_after__lte=now
    )
    for row in due.order_by("run_after", "enqueued_at"):
        actions.send_letter(**row.args_kwargs["kwargs"], now=now)


def letters(to=None):
    """Return what has been sent, the earliest first."""
    opened = [
        Opened(
            to=message.to[0],
            subject=message.subject,
            text=message.body,
            html=message.alternatives[0].content,
        )
        for message in mail.outbox
    ]
    return [letter for letter in opened if to in {None, letter.to}]
