"""Decisions: what a moderator decided about a comment, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Decision(models.Model):
    """What a moderator decided about a comment, and the reasons given for it.

    Rows are only ever added. A reversed decision is a second row, not an edit.
    """

    class Outcome(models.TextChoices):
        KEEP = "KEEP", _("keep")
        REMOVE = "REMOVE", _("remove")
        RESTORE = "RESTORE", _("restore")

    comment = models.ForeignKey(
        "discussion.Comment", models.PROTECT, related_name="decisions"
    )
    # Empty when it was decided elsewhere, before the comment was imported.
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    rule = models.CharField(max_length=200, blank=True)
    explanation = models.TextField(blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        permissions = [("moderate", _("Can moderate discussions"))]
        constraints = [
            models.CheckConstraint(
                name="removal_states_its_reasons",
                condition=~models.Q(outcome="REMOVE")
                | (~models.Q(rule="") & ~models.Q(explanation="")),
            ),
            models.CheckConstraint(
                name="decision_outcome_is_known",
                condition=models.Q(outcome__in=["KEEP", "REMOVE", "RESTORE"]),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome} of comment {self.comment_id}"
