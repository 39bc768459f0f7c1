"""Letters that are to leave no more."""

from collections.abc import Collection

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .tasks import send_mail


@transaction.atomic
def drop_mail(*, to: Collection[str]) -> int:
    """Delete what waits to be sent to these addresses; return how much.

    What is left in the table of letters that were sent goes with it. One that a worker
    is sending at this moment is sent.
    """
    wanted = {address.lower() for address in to}
    if not wanted:
        return 0
    rows = DBTaskResult.objects.filter(task_path=send_mail.module_path)
    waiting = rows.exclude(status=TaskResultStatus.RUNNING)
    numbers = [
        pk
        for pk, sent in waiting.values_list("pk", "args_kwargs").iterator()
        # What a letter said is wiped from its row when it has left.
        if wanted & {each.lower() for each in sent["kwargs"].get("receivers", ())}
    ]
    return DBTaskResult.objects.filter(pk__in=numbers).delete()[0]
