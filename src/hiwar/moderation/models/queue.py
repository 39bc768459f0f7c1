"""What waits for a moderator, and what moderators tell one another."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

# Whoever has not moved for so long no longer looks at what they opened.
A_CLAIM_LASTS = timedelta(minutes=5)


class QueueItem(models.Model):
    """One comment, or one appeal, that a moderator has to look at.

    It is there as long as it waits. The queue is in the order of `due_at`: when it
    came, and how long what is so grave may wait. So both what is grave and what is old
    rises, without anybody counting anew.
    """

    comment = models.OneToOneField(
        "discussion.Comment",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="queue_item",
    )
    appeal = models.OneToOneField(
        "Appeal", models.CASCADE, null=True, blank=True, related_name="queue_item"
    )
    # Why a comment waits; more than one may be true.
    is_held = models.BooleanField(default=False)
    number_of_reports = models.PositiveIntegerField(default=0)
    number_of_notices = models.PositiveIntegerField(default=0)
    # Where it stands and in which language: what the queue is filtered by.
    section = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=12)
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    # Handed on to an editor.
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Who is looking at it; forgotten after a few minutes.
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
    )
    claimed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="queue_item_is_one_thing",
                condition=Q(comment__isnull=False, appeal__isnull=True)
                | Q(comment__isnull=True, appeal__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="queue", fields=["due_at", "id"]),
            models.Index(name="queue_of_section", fields=["section", "due_at", "id"]),
            models.Index(name="queue_of_language", fields=["language", "due_at", "id"]),
            models.Index(
                name="queue_of_place", fields=["section", "language", "due_at", "id"]
            ),
            models.Index(
                name="queue_of_held",
                fields=["due_at", "id"],
                condition=Q(is_held=True),
            ),
            models.Index(
                name="queue_of_reported",
                fields=["due_at", "id"],
                condition=Q(number_of_reports__gt=0),
            ),
            models.Index(
                name="queue_of_noticed",
                fields=["due_at", "id"],
                condition=Q(number_of_notices__gt=0),
            ),
            models.Index(
                name="queue_of_appeals",
                fields=["due_at", "id"],
                condition=Q(appeal__isnull=False),
            ),
            models.Index(
                name="queue_of_escalated",
                fields=["due_at", "id"],
                condition=Q(escalated_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def key(self) -> str:
        """Return what names it in addresses, also after it was decided."""
        return f"a{self.appeal_id}" if self.appeal_id else f"c{self.comment_id}"


class QueueFinding(models.Model):
    """That something was noticed about what waits: what the queue is filtered by.

    It repeats `due_at`: a rare finding among a hundred thousand that wait is found in
    one index, in the order of the queue.
    """

    item = models.ForeignKey(QueueItem, models.CASCADE, related_name="noticed")
    name = models.CharField(max_length=60)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="noticed_once_about_an_item", fields=["item", "name"]
            )
        ]
        indexes = [
            models.Index(name="queue_of_finding", fields=["name", "due_at", "item"])
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.item_id}"


class Note(models.Model):
    """What a moderator wants the others to know about a comment or an author."""

    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes"
    )
    comment = models.ForeignKey(
        "discussion.Comment",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notes",
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notes_about",
    )
    guest = models.ForeignKey(
        "accounts.Guest",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notes_about",
    )
    text = models.CharField(max_length=1_000)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="note_is_about_one_thing",
                condition=Q(
                    comment__isnull=False, reader__isnull=True, guest__isnull=True
                )
                | Q(comment__isnull=True, reader__isnull=False, guest__isnull=True)
                | Q(comment__isnull=True, reader__isnull=True, guest__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
