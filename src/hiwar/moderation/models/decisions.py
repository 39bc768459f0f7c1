"""Decisions, what they are about, and the statements of reasons that follow them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .keys import new_key

# Outcomes that take something from somebody: they need a rule and an explanation.
RESTRICTING = ["REMOVE", "WARN", "PAUSE", "BAN", "HIDE_NAME"]

# Stands where words were that an erasure took, and a table wants some.
ERASED = "—"


class Decision(models.Model):
    """What a moderator decided, by which rule, and why.

    It is about its targets: comments, or an author. Rows are only ever added: what
    undoes a decision is a second one that names the first.
    """

    class Outcome(models.TextChoices):
        KEEP = "KEEP", _("keep")
        REMOVE = "REMOVE", _("remove")
        RESTORE = "RESTORE", _("restore")
        WARN = "WARN", _("warn")
        PAUSE = "PAUSE", _("pause")
        BAN = "BAN", _("ban")
        HIDE_NAME = "HIDE_NAME", _("hide the name")
        LIFT = "LIFT", _("lift a restriction")
        # Within seconds, by whoever decided: as if it had never been decided.
        UNDO = "UNDO", _("undo")

    class Source(models.TextChoices):
        """What made a moderator look (Article 17(3)(b) of the DSA)."""

        OWN = "OWN", _("the newsroom's own initiative")
        REPORT = "REPORT", _("reports of readers")
        NOTICE = "NOTICE", _("a notice under Article 16")
        TRUSTED = "TRUSTED", _("a notice of a trusted flagger")
        APPEAL = "APPEAL", _("an appeal")

    # Empty when it was decided elsewhere, before the comments were imported.
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    # A code of rules.RULES, or words from elsewhere.
    rule = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True)
    # The law that is broken, when it is not only a rule of the site.
    legal_ground = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.OWN)
    # Whether a rule or the scorer pointed to it. No decision is ever automatic.
    was_detected_automatically = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    # When a pause or a ban ends; empty: until it is lifted.
    until = models.DateTimeField(null=True, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    # Undone within seconds by whoever made it: nobody is written to about either.
    is_undo = models.BooleanField(default=False)

    class Meta:
        permissions = [
            ("moderate", _("Can moderate discussions")),
            ("see_moderators", _("Can see figures of single moderators")),
        ]
        constraints = [
            models.CheckConstraint(
                name="restriction_states_its_reasons",
                condition=~Q(outcome__in=RESTRICTING)
                | (~Q(rule="") & ~Q(explanation="")),
            ),
            models.CheckConstraint(
                name="decision_outcome_is_known",
                condition=Q(
                    outcome__in=[*RESTRICTING, "KEEP", "RESTORE", "LIFT", "UNDO"],
                ),
            ),
            models.CheckConstraint(
                name="undo_is_known_as_such",
                condition=~Q(outcome="UNDO") | Q(is_undo=True, reverses__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_source_is_known",
                condition=Q(
                    source__in=["OWN", "REPORT", "NOTICE", "TRUSTED", "APPEAL"]
                ),
            ),
        ]
        indexes = [models.Index(name="decisions_by_time", fields=["issued_at", "id"])]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome}"


class DecisionTarget(models.Model):
    """One comment or one author that a decision is about."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="targets")
    comment = models.ForeignKey(
        "discussion.Comment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_targets",
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_targets",
    )
    guest = models.ForeignKey(
        "accounts.Guest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decision_targets",
    )
    # Of a comment: what it said then, and its status before, for the way back.
    seal = models.ForeignKey("Seal", models.PROTECT, null=True, blank=True)
    status_before = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_target_is_one_thing",
                condition=Q(
                    comment__isnull=False, reader__isnull=True, guest__isnull=True
                )
                | Q(comment__isnull=True, reader__isnull=False, guest__isnull=True)
                | Q(comment__isnull=True, reader__isnull=True, guest__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of decision {self.decision_id}"


class StatementQuerySet(models.QuerySet["Statement"]):
    def given(self) -> "StatementQuerySet":
        """Return those that were not undone before anybody was told."""
        return self.filter(is_void=False)

    def with_reasons(self) -> "StatementQuerySet":
        """Load with each all that it says: the comments too, the newest first."""
        targets = (
            DecisionTarget.objects.exclude(comment=None)
            .select_related("seal", "comment__thread")
            .order_by("-comment__posted_at", "-id")
        )
        return self.select_related(
            "decision__reversed_by", "appeal", "reader", "guest"
        ).prefetch_related(models.Prefetch("decision__targets", queryset=targets))


class Statement(models.Model):
    """The reasons that one author was given for one decision (Article 17)."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="statements")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    guest = models.ForeignKey(
        "accounts.Guest",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
    )
    # Of its private address; nobody can guess it.
    key = models.CharField(max_length=43, unique=True, default=new_key)
    # What it is called in the Transparency Database; never changes.
    puid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    # When its letter may leave: a decision can be undone until then.
    mail_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    # Undone before the letter left: it was never given.
    is_void = models.BooleanField(default=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_is_for_one_author",
                condition=Q(reader__isnull=False, guest__isnull=True)
                | Q(reader__isnull=True, guest__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_statement_for_a_reader", fields=["decision", "reader"]
            ),
            models.UniqueConstraint(
                name="one_statement_for_a_guest", fields=["decision", "guest"]
            ),
        ]
        indexes = [models.Index(name="statements_by_time", fields=["issued_at", "id"])]

    def __str__(self) -> str:
        return f"#{self.pk} of decision {self.decision_id}"
