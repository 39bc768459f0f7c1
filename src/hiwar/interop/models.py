"""What other systems called the things that came from them."""

from django.db import models

LONGEST_ID = 200


class ForeignId(models.Model):
    """The id that a source gave to a thing, and what that thing is here."""

    class Kind(models.TextChoices):
        """What was named. A guest has a key of the sender, or a name in an article."""

        # The first line of the archive that came last.
        ARCHIVE = "ARCHIVE"
        READER = "READER"
        ARTICLE = "ARTICLE"
        STORY = "STORY"
        COMMENT = "COMMENT"
        GUEST = "GUEST"
        NAMED = "NAMED"

    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    foreign_id = models.CharField(max_length=LONGEST_ID)
    # For a story the first of its articles: stories have no table of their own.
    local_id = models.BigIntegerField()
    # Of the line that it came from: the same line again changes nothing.
    checksum = models.CharField(max_length=64, blank=True)
    # How that line was written where it differs from how we write, so that it can be
    # given back as it came (archive.form). Never what it said: that lives in one place.
    form = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_foreign_id_names_one_thing",
                fields=["source", "kind", "foreign_id"],
            ),
            models.CheckConstraint(
                name="foreign_id_kind_is_known",
                condition=models.Q(
                    kind__in=[
                        "ARCHIVE",
                        "READER",
                        "ARTICLE",
                        "STORY",
                        "COMMENT",
                        "GUEST",
                        "NAMED",
                    ]
                ),
            ),
        ]
        indexes = [models.Index(fields=["kind", "local_id"])]

    def __str__(self) -> str:
        return f"{self.source}:{self.kind}:{self.foreign_id}"
