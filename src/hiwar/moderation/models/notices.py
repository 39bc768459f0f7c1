"""What people tell the newsroom about comments, and about decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .keys import new_key

# What everybody could read. To take a comment back is not a way around a moderator.
REPORTABLE = ("PUBLISHED", "WITHDRAWN")


class Seal(models.Model):
    """A comment as it was at the moment when somebody reported or decided it."""

    comment = models.ForeignKey(
        "discussion.Comment", models.PROTECT, related_name="seals"
    )
    # SHA-256 of all of it: the same content is sealed once.
    digest = models.CharField(max_length=64)
    text = models.TextField()
    html = models.TextField()
    # Addresses of pictures in it; comments have none so far.
    pictures = models.JSONField(default=list, blank=True)
    author_name = models.CharField(max_length=200)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="the_same_is_sealed_once", fields=["comment", "digest"]
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of comment {self.comment_id}"


class Report(models.Model):
    """That one person thinks a comment breaks a rule of the site."""

    comment = models.ForeignKey(
        "discussion.Comment", models.PROTECT, related_name="reports"
    )
    seal = models.ForeignKey(Seal, models.PROTECT)
    # A code of rules.RULES.
    rule = models.CharField(max_length=40)
    sentence = models.CharField(max_length=500, blank=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
    )
    guest = models.ForeignKey(
        "accounts.Guest", models.PROTECT, null=True, blank=True, related_name="reports"
    )
    # Of whoever is neither: a keyed hash, for counting once and for limits alone.
    address_hash = models.CharField(max_length=32, blank=True)
    reported_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        "Decision", models.PROTECT, null=True, blank=True, related_name="reports"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_reader_reports_once", fields=["comment", "reader"]
            ),
            models.UniqueConstraint(
                name="a_guest_reports_once", fields=["comment", "guest"]
            ),
            models.UniqueConstraint(
                name="an_address_reports_once",
                fields=["comment", "address_hash"],
                # Those that were forgotten in time are no longer told apart.
                condition=Q(reader__isnull=True, guest__isnull=True)
                & ~Q(address_hash=""),
            ),
        ]
        indexes = [
            models.Index(
                name="open_reports",
                fields=["comment"],
                condition=Q(settled_by__isnull=True),
            ),
            models.Index(name="reports_by_time", fields=["reported_at"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of comment {self.comment_id}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def with_outcome(self) -> "NoticeQuerySet":
        """Load with each what it is about and what came of it."""
        return self.select_related(
            "comment__thread", "seal", "settled_by__reversed_by", "appeal", "revised_by"
        )


class Notice(models.Model):
    """That a comment is illegal, with what Article 16(2) of the DSA asks for."""

    comment = models.ForeignKey(
        "discussion.Comment", models.PROTECT, related_name="notices"
    )
    seal = models.ForeignKey(Seal, models.PROTECT)
    # Of its private address, where the receipt and later the decision stand.
    key = models.CharField(max_length=43, unique=True, default=new_key)
    # What it is about: a code of rules.RULES with a category of the DSA.
    rule = models.CharField(max_length=40, blank=True)
    explanation = models.TextField()
    law = models.CharField(max_length=500, blank=True)
    # The exact address, as it was given.
    address = models.CharField(max_length=600)
    # Both may be empty in the one case where the law allows it.
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    concerns_abuse_of_children = models.BooleanField(default=False)
    is_in_good_faith = models.BooleanField(default=False)
    # Sent by whom a Digital Services Coordinator has made one (Article 22), as a
    # moderator found. What the same account sends later is, too.
    is_from_trusted_flagger = models.BooleanField(default=False)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    address_hash = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    # When the receipt left; empty where there is no address, or too many lately.
    receipted_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "Decision", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    # When the notifier was told of the decision; not before it cannot be undone.
    answer_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # A later decision, of an appeal or a second look, that came to the contrary; and
    # when the notifier was told.
    revised_by = models.ForeignKey(
        "Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision_told_at = models.DateTimeField(null=True, blank=True)
    # When its notifier wanted nothing of theirs to be kept: name and address went at
    # once, what they said when it was decided.
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_is_in_good_faith", condition=Q(is_in_good_faith=True)
            ),
            models.CheckConstraint(
                name="notice_says_by_whom",
                condition=Q(concerns_abuse_of_children=True)
                | (~Q(name="") & ~Q(email=""))
                | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_explains",
                condition=~Q(explanation="") | Q(erased_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="open_notices",
                fields=["comment"],
                condition=Q(settled_by__isnull=True),
            ),
            models.Index(name="notices_by_time", fields=["received_at"]),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of comment {self.comment_id}"


class Appeal(models.Model):
    """An objection to a decision, once, by its author or by a notifier (Article 20)."""

    class Outcome(models.TextChoices):
        UPHELD = "UPHELD", _("upheld")
        REFUSED = "REFUSED", _("refused")

    statement = models.OneToOneField(
        "Statement", models.PROTECT, null=True, blank=True, related_name="appeal"
    )
    notice = models.OneToOneField(
        Notice, models.PROTECT, null=True, blank=True, related_name="appeal"
    )
    text = models.TextField()
    lodged_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reply = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Never who decided what is appealed against.
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals_decided",
    )
    # What an upheld appeal brought about.
    decision = models.OneToOneField(
        "Decision", models.PROTECT, null=True, blank=True, related_name="appeal"
    )
    answer_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appeal_is_about_one_thing",
                condition=Q(statement__isnull=False, notice__isnull=True)
                | Q(statement__isnull=True, notice__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_is_decided_by_someone_with_a_reply",
                condition=Q(outcome="", moderator__isnull=True, decided_at__isnull=True)
                | (
                    Q(
                        outcome__in=["UPHELD", "REFUSED"],
                        moderator__isnull=False,
                        decided_at__isnull=False,
                    )
                    & ~Q(reply="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
