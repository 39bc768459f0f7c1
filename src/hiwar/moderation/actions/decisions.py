"""Deciding about comments, and recording who decided what, and why."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import Invalid, NotAllowed
from hiwar.moderation import access
from hiwar.moderation.models import Decision, DecisionTarget
from hiwar.moderation.rules import RULES, public_name

from .seals import seal_all

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
    targets: Sequence[Comment] = (),
    comment: Comment | None = None,
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
    comments = [comment] if comment else list(targets)
    seals = seal_all(comments=comments, now=now)
    before = {each.pk: each.status for each in comments}

    # Change.
    for each in comments:
        if is_removal:
            discussion.remove_comment(comment=each, rule=public_name(rule), now=now)
        elif outcome == Outcome.RESTORE:
            discussion.restore_comment(comment=each, now=now)
        else:
            discussion.publish_comment(comment=each, now=now)

    # Record.
    decision = Decision.objects.create(
        moderator=moderator,
        outcome=outcome,
        rule=rule if is_removal else "",
        explanation=explanation,
        issued_at=now,
    )
    DecisionTarget.objects.bulk_create(
        DecisionTarget(
            decision=decision,
            comment=each,
            seal=seals[each.pk],
            status_before=before[each.pk],
        )
        for each in comments
    )
    return decision
