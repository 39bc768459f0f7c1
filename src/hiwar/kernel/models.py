"""The change log, the one table of the kernel."""

from django.db import models
from django.db.models.functions import Now


class Change(models.Model):
    """A topic that changed. Rows are only ever added, and pruned from the old end."""

    topic = models.CharField(max_length=120)
    at = models.DateTimeField(db_default=Now(), db_index=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.topic}"
