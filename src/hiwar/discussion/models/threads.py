"""A thread: the comments under one key, and on what terms one writes there."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_NOTE = 300


class Thread(models.Model):
    """The comments under one key: a story of ours, or a page of somebody else's."""

    class Mode(models.TextChoices):
        OPEN = "OPEN", _("open")
        HELD = "HELD", _("held first")
        REGISTERED = "REGISTERED", _("registered readers only")
        CLOSED = "CLOSED", _("closed")

    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=300, blank=True)
    # Where it is read: a path of ours or an address elsewhere.
    address = models.CharField(max_length=600, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.OPEN)
    # False while the story is not published: then nobody reads or writes here.
    is_public = models.BooleanField(default=True)
    # A label for the part of the site where it is read, given by whoever owns the
    # story: rules can be set for it. For ours it is the number of the section.
    section = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField(null=True, blank=True)
    # When a moderator closed it, whatever its story says; and a note for readers.
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    # One comment from each author in so many minutes; zero: as fast as anywhere.
    slow_minutes = models.PositiveSmallIntegerField(default=0)
    # How many comments are shown, replies too. Kept by the actions.
    number_of_comments = models.PositiveIntegerField(default=0)
    last_comment_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="thread_mode_is_known",
                condition=models.Q(mode__in=["OPEN", "HELD", "REGISTERED", "CLOSED"]),
            ),
        ]
        indexes = [models.Index(fields=["-number_of_comments", "id"])]

    def __str__(self) -> str:
        return self.key

    def is_open(self, *, now: datetime, close_after_days: int | None) -> bool:
        """Return whether a comment may be posted at `now`, by anyone at all."""
        if self.mode == self.Mode.CLOSED or self.closed_at or not self.is_public:
            return False
        closing = self.closing_at(close_after_days=close_after_days)
        return closing is None or now < closing

    def closing_at(self, *, close_after_days: int | None) -> datetime | None:
        """Return when time alone closes it: its own day, or the site's after N days."""
        by_rule = (
            self.opened_at + timedelta(days=close_after_days)
            if close_after_days
            else None
        )
        return min(filter(None, (self.closes_at, by_rule)), default=None)
