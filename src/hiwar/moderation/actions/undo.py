"""Taking back one's own decision at once, as if it had never been taken."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Reader, Restriction
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import Conflict, NotAllowed
from hiwar.moderation import access
from hiwar.moderation.models import (
    Appeal,
    Decision,
    DecisionTarget,
    Notice,
    QueueItem,
    Report,
    Statement,
)
from hiwar.moderation.rules import public_name

from .about import About, Target, lock_targets
from .checks import AlreadyDecided, NotAModerator
from .desk import claim
from .keeping import keep_decision
from .queue import renew
from .telling import UNDO_SECONDS, record_decision

Outcome = Decision.Outcome


class UndoTooLate(Conflict):
    code = "undo_too_late"
    message = _("It is too late to undo this. You can decide anew.")


class NotYourDecision(NotAllowed):
    code = "not_your_decision"
    message = _("Only who decided can undo it.")


@transaction.atomic
def undo(*, decision: Decision, moderator: Reader, now: datetime) -> Decision:
    """Let everything be as it was before `decision`, which nobody has heard of yet.

    Comments have their status again, and wait again if they waited; reports and notices
    are open, restrictions lifted, statements void. What the author took back in the
    meantime stays withdrawn. `moderator` looks at the first of them again. Returns the
    row that says that it was undone.

    Raises NotAModerator, NotYourDecision, UndoTooLate or AlreadyDecided.
    """
    # Check.
    if not access.may_moderate(moderator):
        raise NotAModerator
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.moderator_id != moderator.pk:
        raise NotYourDecision
    targets = list(
        decision.targets.select_related("comment", "reader", "guest").order_by("id")
    )
    about = lock_targets([_what(target) for target in targets])
    _check_not_too_late(decision, about, now)

    # Change.
    _reset_comments(targets, now)
    _reset_restrictions(decision, about, now)
    # What was undone reverses nothing, so that something else still can.
    Decision.objects.filter(pk=decision.pk).update(reverses=None)

    # Record.
    undoing = keep_decision(
        Decision(
            moderator=moderator,
            outcome=Outcome.UNDO,
            source=decision.source,
            was_detected_automatically=decision.was_detected_automatically,
            is_undo=True,
            issued_at=now,
        ),
        about=about,
        reverses=decision,
        now=now,
    )

    # Tell.
    Statement.objects.filter(decision=decision).update(is_void=True)
    Report.objects.filter(settled_by=decision).update(settled_by=None)
    Notice.objects.filter(settled_by=decision).update(settled_by=None, answer_at=None)
    Notice.objects.filter(revised_by=decision).update(revised_by=None)
    renew(comments=about.numbers)
    _look_again(about, moderator, now)
    record_decision(undoing, about)
    return undoing


def _look_again(about: About, moderator: Reader, now: datetime) -> None:
    """Let the others see who has the first of what waits again before them."""
    waiting = QueueItem.objects.filter(comment__in=about.numbers, claimed_by=None)
    if first := waiting.order_by("comment").first():
        claim(item=first, moderator=moderator, now=now)


def _what(target: DecisionTarget) -> Target:
    what = target.comment or target.reader or target.guest
    # Held by the constraint decision_target_is_one_thing.
    assert what is not None
    return what


def _check_not_too_late(decision: Decision, about: About, now: datetime) -> None:
    has_passed = now > decision.issued_at + timedelta(seconds=UNDO_SECONDS)
    is_over = decision.is_undo or Decision.objects.filter(reverses=decision).exists()
    if has_passed or is_over:
        raise UndoTooLate
    has_left = Statement.objects.filter(decision=decision, mailed_at__isnull=False)
    is_objected = Appeal.objects.filter(statement__decision=decision)
    if has_left.exists() or is_objected.exists():
        raise UndoTooLate
    later = (
        DecisionTarget.objects.filter(about.is_any, decision_id__gt=decision.pk)
        .exclude(decision__is_undo=True)
        .exclude(decision__reversed_by__is_undo=True)
        .select_related("decision__moderator")
        .first()
    )
    if later:
        raise AlreadyDecided(later.decision, comment_ids=about.numbers)


def _reset_comments(targets: list[DecisionTarget], now: datetime) -> None:
    """Give each comment its status back; one that was removed, its rule too."""
    before: dict[tuple[str, str], list[Comment]] = defaultdict(list)
    for target in targets:
        if target.comment is not None:
            rule = _rule_before(target) if _was_removed(target) else ""
            before[target.status_before, rule].append(target.comment)
    for (status, rule), comments in sorted(before.items(), key=lambda each: each[0]):
        discussion.reset_comments(
            comments=comments, to=status, rule=public_name(rule), now=now
        )


def _was_removed(target: DecisionTarget) -> bool:
    return target.status_before == Comment.Status.REMOVED


def _rule_before(target: DecisionTarget) -> str:
    """Return by which rule a comment was down that has been restored by mistake."""
    removals = Decision.objects.filter(
        targets__comment=target.comment_id,
        outcome=Outcome.REMOVE,
        pk__lt=target.decision_id,
    )
    return removals.order_by("-id").values_list("rule", flat=True).first() or ""


def _reset_restrictions(decision: Decision, about: About, now: datetime) -> None:
    if decision.outcome == Outcome.LIFT:
        lifted = about.restrictions().filter(lifted_at=decision.issued_at)
        for restriction in lifted:
            accounts.reinstate_restriction(restriction=restriction)
        return
    taken = Restriction.objects.filter(decision_number=decision.pk)
    for restriction in taken.order_by("id"):
        accounts.lift_restriction(restriction=restriction, now=now)
