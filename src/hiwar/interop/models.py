"""What other systems called the things that came from them."""

from django.db import models


class ForeignId(models.Model):
    """The id that a source gave to a thing, and what that thing is here.

    `checksum` is of the line it came from: the same line again changes nothing.
    """

    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    foreign_id = models.CharField(max_length=200)
    local_id = models.BigIntegerField()
    checksum = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_foreign_id_names_one_thing",
                fields=["source", "kind", "foreign_id"],
            ),
        ]
        indexes = [models.Index(fields=["kind", "local_id"])]

    def __str__(self) -> str:
        return f"{self.source}:{self.kind}:{self.foreign_id}"
