"""What the worker does for this package."""

from django_tasks import task

from . import delivery


@task
def send_mail(*, sender: str, receivers: list[str], mime: str) -> None:
    delivery.send(sender=sender, receivers=receivers, mime=mime)
