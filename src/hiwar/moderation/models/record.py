"""The record: a chain of hashes that shows if anybody changed what was decided."""

from django.db import models


class RecordEntry(models.Model):
    """One link. It says nothing of people: `commitment` stands for what does.

    `hash` is the SHA-256 of `previous`, `number`, `at`, `kind` and `commitment`
    (record.py says how they are written), `commitment` that of the salt and the
    contents. Changing or deleting a row is refused by the database itself.
    """

    # From 1, without gaps.
    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"#{self.number} {self.kind}"


class RecordContents(models.Model):
    """What a link stands for. An erasure takes it away; the chain stays whole."""

    entry = models.OneToOneField(
        RecordEntry, models.PROTECT, primary_key=True, related_name="contents"
    )
    salt = models.CharField(max_length=64)
    # Canonical JSON: who, what, why, on which text.
    contents = models.TextField()
    # Whose it is about, so that an erasure finds it.
    reader_ids = models.JSONField(default=list)
    guest_ids = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"of {self.entry_id}"
