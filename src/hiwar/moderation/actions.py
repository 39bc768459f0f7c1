"""Deciding about comments, and recording who decided what, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import Invalid, NotAllowed

from . import access
from .models import Decision
from .rules import RULES, public_name

Outcome = Decision.Outcome
LONGEST_EXPLANATION = 2_000


class NotAModerator(NotAllowed):
    code = "not_a_moderator"
    message = _("Only moderators may decide about comments.")


class ReasonsMissing(Invalid):
    code = "reasons_missing"
    message = _("A removal needs the rule that was broken and an explanation.")
    field = "explanation"


class ExplanationTooLong(Invalid):
    code = "explanation_too_long"
    message = _("An explanation has at most 2,000 characters.")
    field = "explanation"


@transaction.atomic
def issue_decision(
    *,
    comment: Comment,
    moderator: Reader,
    outcome: Decision.Outcome | str,
    rule: str = "",
    explanation: str = "",
    now: datetime,
) -> Decision:
    """Record what `moderator` decided about `comment`, and carry it out.

    KEEP publishes a comment that waited for review, REMOVE takes one down and needs
    its reasons, RESTORE puts a removed one back.

    Raises NotAModerator, ReasonsMissing, ExplanationTooLong, and what has been decided
    already: AlreadyPublished, AlreadyRemoved, AlreadyWithdrawn or NotRemoved.
    """
    # Check.
    if not access.may_moderate(moderator):
        raise NotAModerator
    explanation = explanation.strip()
    if len(explanation) > LONGEST_EXPLANATION:
        raise ExplanationTooLong
    is_removal = outcome == Outcome.REMOVE
    if is_removal and not (rule in RULES and explanation):
        raise ReasonsMissing

    # Change.
    if is_removal:
        discussion.remove_comment(comment=comment, rule=public_name(rule), now=now)
    elif outcome == Outcome.RESTORE:
        discussion.restore_comment(comment=comment, now=now)
    else:
        discussion.publish_comment(comment=comment, now=now)

    # Record.
    return Decision.objects.create(
        comment=comment,
        moderator=moderator,
        outcome=outcome,
        rule=rule if is_removal else "",
        explanation=explanation,
        issued_at=now,
    )


@dataclass(frozen=True, kw_only=True)
class PastRemoval:
    """A removal that was decided elsewhere, with the reasons given there."""

    comment_id: int
    rule: str
    explanation: str
    issued_at: datetime


@transaction.atomic
def record_past_removals(*, removals: Sequence[PastRemoval]) -> None:
    """Record decisions that came with imported comments; those known are left alone.

    The comments themselves are imported as removed. Rows are only ever added.
    """
    known = set(
        Decision.objects.filter(
            comment__in={removal.comment_id for removal in removals},
            moderator__isnull=True,
        ).values_list("comment_id", "rule", "explanation", "issued_at")
    )
    Decision.objects.bulk_create(
        Decision(
            comment_id=removal.comment_id,
            outcome=Outcome.REMOVE,
            rule=removal.rule,
            explanation=removal.explanation,
            issued_at=removal.issued_at,
        )
        for removal in removals
        if (
            removal.comment_id,
            removal.rule,
            removal.explanation,
            removal.issued_at,
        )
        not in known
    )
