"""A comment, as typed and as shown."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .threads import Thread

LONGEST_COMMENT = 5_000
LONGEST_IMPORTED_COMMENT = 50_000
# What a guest was called elsewhere is kept as it was.
LONGEST_PAST_NAME = 200


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self) -> "CommentQuerySet":
        """Return those that everybody may read."""
        return self.filter(status=Comment.Status.PUBLISHED)

    def first_comments(self) -> "CommentQuerySet":
        """Return the first comments that stand in a thread.

        One that is not shown itself stands there as a quiet line, as long as a
        reply to it is shown.
        """
        return self.filter(
            models.Q(status=Comment.Status.PUBLISHED)
            | models.Q(number_of_replies__gt=0),
            root__isnull=True,
        )

    def replies(self) -> "CommentQuerySet":
        """Return the replies that stand in a thread, if only as a quiet line."""
        return self.filter(root__isnull=False).exclude(status=Comment.Status.PENDING)

    def pending(self) -> "CommentQuerySet":
        return self.filter(status=Comment.Status.PENDING)


class Comment(models.Model):
    """What one author wrote in a thread, as typed, and rendered once."""

    class Status(models.TextChoices):
        PENDING = "PENDING", _("waiting for review")
        PUBLISHED = "PUBLISHED", _("published")
        REMOVED = "REMOVED", _("removed")
        WITHDRAWN = "WITHDRAWN", _("withdrawn")

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    # The comment it answers, and the first comment in whose list it stands.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
    )
    guest = models.ForeignKey(
        "accounts.Guest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
    )
    # What the guest was called here; a reader is shown under their present name.
    guest_name = models.CharField(max_length=LONGEST_PAST_NAME, blank=True)
    guest_skeleton = models.CharField(max_length=200, blank=True)

    text = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=12)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.PUBLISHED
    )
    posted_at = models.DateTimeField()
    status_changed_at = models.DateTimeField(null=True, blank=True)
    # Kept when a moderator decides later: what its author took back is never
    # restored for everybody to read.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The public name of the rule it was removed by, in the language of the sources;
    # translated where it is shown.
    removal_rule = models.CharField(max_length=200, blank=True)
    # Shown replies of a first comment, so that "most answered" needs no counting.
    number_of_replies = models.PositiveIntegerField(default=0)
    # The form's idempotency key: a double click or a retry posts once.
    request_key = models.UUIDField(null=True, blank=True, unique=True)
    # A keyed hash of the sender's address (IPv6 by /64), for limits alone.
    address_hash = models.CharField(max_length=32, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="comment_status_is_known",
                condition=models.Q(
                    status__in=["PENDING", "PUBLISHED", "REMOVED", "WITHDRAWN"]
                ),
            ),
            models.CheckConstraint(
                name="comment_has_one_author",
                condition=models.Q(reader__isnull=False, guest__isnull=True)
                | models.Q(reader__isnull=True, guest__isnull=False),
            ),
            models.CheckConstraint(
                name="reply_stands_under_a_first_comment",
                condition=models.Q(parent__isnull=True, root__isnull=True)
                | models.Q(parent__isnull=False, root__isnull=False),
            ),
        ]
        indexes = [
            # First comments of a page in order of time, and by number of replies.
            models.Index(
                name="first_comments_by_time",
                fields=["thread", "posted_at", "id"],
                condition=models.Q(root__isnull=True),
            ),
            models.Index(
                name="first_comments_by_replies",
                fields=["thread", "-number_of_replies", "posted_at", "id"],
                condition=models.Q(root__isnull=True),
            ),
            # The status too: the replies of a page are found in the index alone.
            models.Index(
                name="replies_by_time", fields=["root", "posted_at", "id", "status"]
            ),
            models.Index(name="comments_by_time", fields=["thread", "posted_at", "id"]),
            # Who of the registered readers wrote in a thread.
            models.Index(
                name="readers_of_thread",
                fields=["thread", "reader"],
                condition=models.Q(reader__isnull=False),
            ),
            models.Index(
                name="waiting_comments",
                fields=["posted_at", "id"],
                condition=models.Q(status="PENDING"),
            ),
            models.Index(
                name="removed_comments",
                fields=["id"],
                condition=models.Q(status="REMOVED"),
            ),
            # Limits count the newest comments of an address or of an author.
            models.Index(
                name="comments_of_address", fields=["address_hash", "posted_at"]
            ),
            models.Index(name="comments_of_reader", fields=["reader", "posted_at"]),
            models.Index(name="comments_of_guest", fields=["guest", "posted_at"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} in {self.thread_id}"

    @property
    def is_erased(self) -> bool:
        """Return whether its author had all of it deleted: nobody posts nothing."""
        return not self.text
