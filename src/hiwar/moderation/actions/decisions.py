"""Deciding: about comments, or about who wrote them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Guest, Reader, Restriction
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import Conflict
from hiwar.moderation import access
from hiwar.moderation.models import Decision
from hiwar.moderation.models.decisions import RESTRICTING
from hiwar.moderation.rules import public_name

from .about import About, Target, lock_targets, newest_address_of
from .checks import (
    Case,
    NotAModerator,
    WrongTargets,
    check_case,
    check_comments,
    check_not_decided_since,
    check_not_own,
    check_people,
)
from .keeping import find_source, keep_decision, was_detected
from .queue import renew
from .telling import (
    give_statements,
    record_decision,
    settle,
    tell_notifiers_again,
)

Outcome = Decision.Outcome
Kind = Restriction.Kind
KINDS = {
    Outcome.WARN: Kind.WARNING,
    Outcome.PAUSE: Kind.PAUSE,
    Outcome.BAN: Kind.BAN,
    Outcome.HIDE_NAME: Kind.HIDDEN_NAME,
}


class NothingToRemove(Conflict):
    code = "nothing_to_remove"
    message = _("There is nothing of this author here to remove.")


class How(TypedDict, total=False):
    """By which rule and why; `legal_ground` is the law, if it breaks one.

    `until` is when a pause or a ban ends. `source` is what made a moderator look, and
    is worked out if it is not said. `reverses` is the decision that this one takes
    back. What another moderator has decided after `seen_at`, when the page was made on
    which this was decided, is not decided again.
    """

    rule: str
    explanation: str
    legal_ground: str
    until: datetime | None
    source: Decision.Source | str | None
    reverses: Decision | None
    seen_at: datetime | None


@transaction.atomic
def issue_decision(
    *,
    targets: Sequence[Target] = (),
    comment: Comment | None = None,
    moderator: Reader,
    outcome: Decision.Outcome | str,
    now: datetime,
    **how: Unpack[How],
) -> Decision:
    """Record what `moderator` decided about `targets`, or a `comment`; carry it out.

    KEEP publishes what waited for review, and settles what was reported. REMOVE takes
    comments down, RESTORE puts them back. WARN, PAUSE, BAN and HIDE_NAME are about
    readers and guests, LIFT ends such a restriction. Whoever something is taken from
    is given a statement of reasons, except for spam.

    Raises NotAModerator, YourOwnCase, WrongTargets, ReasonsMissing, ExplanationTooLong,
    LegalGroundMissing, EndMissing, and when it is too late for it AlreadyDecided,
    AlreadyPublished, AlreadyRemoved, AlreadyWithdrawn, NotRemoved or NothingToLift.
    """
    # Check.
    if not access.may_moderate(moderator):
        raise NotAModerator
    outcome = Outcome(outcome)
    about = lock_targets([comment] if comment is not None else targets)
    check_not_own(about, moderator)
    case = check_case(outcome, Case(**how), about, now)
    _check_targets(outcome, about, case, now)
    check_not_decided_since(about, moderator, case.seen_at)
    source = case.source or find_source(about, now)

    # Change.
    _change_comments(outcome, about, case, now)

    # Record.
    decision = keep_decision(
        Decision(
            moderator=moderator,
            outcome=outcome,
            rule=case.rule,
            explanation=case.explanation,
            legal_ground=case.legal_ground,
            source=source,
            was_detected_automatically=was_detected(about),
            issued_at=now,
            until=case.until,
        ),
        about=about,
        reverses=case.reverses,
        now=now,
    )
    _change_people(decision, about, case, now)

    # Tell.
    settle(decision, about)
    tell_notifiers_again(decision, about)
    if outcome in RESTRICTING:
        give_statements(decision, about)
    renew(comments=about.numbers)
    record_decision(decision, about)
    return decision


def remove_all_of(
    *,
    author: Reader | Guest,
    days: int,
    moderator: Reader,
    now: datetime,
    **how: Unpack[How],
) -> Decision:
    """Remove what `author` wrote in the last `days`, in one decision.

    What waits for review is removed, too; what they withdrew is gone already.

    Raises NothingToRemove, and what `issue_decision` raises.
    """
    own = {"reader": author} if isinstance(author, Reader) else {"guest": author}
    comments = Comment.objects.filter(
        **own,
        status__in=[Comment.Status.PUBLISHED, Comment.Status.PENDING],
        posted_at__gt=now - timedelta(days=days),
    )
    targets = list(comments.order_by("id"))
    if not targets:
        raise NothingToRemove
    return issue_decision(
        targets=targets, moderator=moderator, outcome=Outcome.REMOVE, now=now, **how
    )


def _check_targets(outcome: Outcome, about: About, case: Case, now: datetime) -> None:
    is_about_people = outcome in {*KINDS, Outcome.LIFT}
    is_about_them = bool(about.people) if is_about_people else bool(about.comments)
    is_mixed = bool(about.people) and bool(about.comments)
    # To undo something has an action of its own.
    if not is_about_them or is_mixed or outcome == Outcome.UNDO:
        raise WrongTargets
    if is_about_people:
        check_people(outcome, KINDS.get(outcome), about, case, now)
    else:
        check_comments(outcome, about)


def _change_comments(outcome: Outcome, about: About, case: Case, now: datetime) -> None:
    if outcome == Outcome.REMOVE:
        discussion.remove_comments(
            comments=about.comments, rule=public_name(case.rule), now=now
        )
    elif outcome == Outcome.RESTORE:
        for comment in about.comments:
            discussion.restore_comment(comment=comment, now=now)
    elif outcome == Outcome.KEEP:
        for comment in about.comments:
            if comment.status == Comment.Status.PENDING:
                discussion.publish_comment(comment=comment, now=now)


def _change_people(decision: Decision, about: About, case: Case, now: datetime) -> None:
    if decision.outcome == Outcome.LIFT:
        for restriction in about.restrictions_to_lift(case.reverses, now):
            accounts.lift_restriction(restriction=restriction, now=now)
        return
    is_ban = decision.outcome == Outcome.BAN
    for author in about.people:
        accounts.restrict(
            author=author,
            kind=KINDS[Outcome(decision.outcome)],
            until=decision.until,
            decision_number=decision.pk,
            address_hash=newest_address_of(author) if is_ban else "",
            now=now,
        )
