"""Appeals: objections to decisions, decided by somebody else (Article 20)."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment
from hiwar.kernel import changes
from hiwar.kernel.errors import Conflict, NotAllowed, NotFound
from hiwar.moderation import access, signals, topics, words
from hiwar.moderation.models import Appeal, Decision, Notice, Statement
from hiwar.moderation.rules import get_rule
from hiwar.moderation.selectors.own import is_own_appeal
from hiwar.moderation.selectors.sealed import appeal_until

from .checks import LONGEST_EXPLANATION, NotAModerator, YourOwnCase
from .decisions import issue_decision
from .queue import drop, note_appeal
from .record import append_to_record
from .telling import LETTER_SECONDS

LONGEST_APPEAL: Final = 5_000
# What the record calls what was decided about one.
APPEAL: Final = "appeal"
Outcome = Decision.Outcome


class AlreadyAppealed(Conflict):
    code = "already_appealed"
    message = _("You have objected to this decision already. It is decided once.")


class AppealTooLate(Conflict):
    code = "appeal_too_late"
    message = _("The time to object to this decision has passed.")


class NothingToAppeal(Conflict):
    code = "nothing_to_appeal"
    message = _("There is no decision against you here to object to.")


class AppealDecided(Conflict):
    code = "appeal_decided"
    message = _("Somebody has decided about this objection already.")


class SameModerator(NotAllowed):
    code = "same_moderator"
    message = _("Who took the decision cannot decide about the objection to it.")


@transaction.atomic
def lodge_appeal(
    *,
    statement: Statement | None = None,
    notice: Notice | None = None,
    text: str,
    now: datetime,
) -> Appeal:
    """Let an objection wait for another moderator, once for each decision.

    It is the author's, who has the `statement`, or the notifier's, whose `notice` did
    not lead to a removal.

    Raises WordsMissing, WordsTooLong, WordsUnreadable, NothingToAppeal,
    AppealTooLate or AlreadyAppealed.
    """
    # Check.
    kept = words.check(text, field="text", longest=LONGEST_APPEAL)
    told = _lock(statement or notice, now)
    if now > appeal_until(_informed_at(told)):
        raise AppealTooLate
    own = {"statement": statement} if statement else {"notice": notice}
    if Appeal.objects.filter(**own).exists():
        raise AlreadyAppealed

    # Change.
    appeal = Appeal.objects.create(**own, text=kept, lodged_at=now)

    # Tell.
    note_appeal(appeal=appeal)
    changes.record(topics.OUTSIDE)
    return appeal


@transaction.atomic
def decide_appeal(
    *, appeal: Appeal, moderator: Reader, outcome: str, reply: str, now: datetime
) -> Appeal:
    """Uphold or refuse an objection, and tell its author why.

    What was upheld takes effect at once: the comments stand in their places again, the
    restriction is lifted, or what a notice was about is removed.

    Raises NotAModerator, WordsMissing, WordsTooLong, WordsUnreadable, AppealDecided,
    SameModerator or YourOwnCase.
    """
    # Check.
    if not access.may_moderate(moderator):
        raise NotAModerator
    kept = words.check(reply, field="reply", longest=LONGEST_EXPLANATION)
    is_upheld = Appeal.Outcome(outcome) == Appeal.Outcome.UPHELD
    appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if appeal.outcome:
        raise AppealDecided
    first = appealed_decision(appeal)
    if first.moderator_id == moderator.pk:
        raise SameModerator
    if is_own_appeal(appeal, moderator):
        raise YourOwnCase

    # Change.
    appeal.decision = (
        _make_good(appeal, first, moderator, kept, now) if is_upheld else None
    )
    appeal.outcome = outcome
    appeal.reply = kept
    appeal.moderator = moderator
    appeal.decided_at = now
    appeal.answer_at = now + timedelta(seconds=LETTER_SECONDS)
    appeal.save()

    # Record.
    _record(appeal, first)

    # Tell.
    drop(appeals=[appeal.pk])
    signals.letter_due.send(
        Appeal, letter="reply", number=appeal.pk, at=appeal.answer_at
    )
    return appeal


def appealed_decision(appeal: Appeal) -> Decision:
    """Return the decision that `appeal` objects to."""
    if appeal.statement is not None:
        return appeal.statement.decision
    # Held by the constraint appeal_is_about_one_thing, and by lodge_appeal.
    assert appeal.notice is not None
    assert appeal.notice.settled_by is not None
    return appeal.notice.settled_by


def _lock(told: Statement | Notice | None, now: datetime) -> Statement | Notice:
    if told is None:
        raise NotFound
    if isinstance(told, Statement):
        return _lock_statement(told)
    return _lock_notice(told, now)


def _lock_statement(statement: Statement) -> Statement:
    locked = Statement.objects.select_for_update().get(pk=statement.pk)
    has_been_reversed = Decision.objects.filter(reverses=locked.decision_id).exists()
    if locked.is_void or has_been_reversed:
        raise NothingToAppeal
    return locked


def _lock_notice(notice: Notice, now: datetime) -> Notice:
    locked = Notice.objects.select_for_update().get(pk=notice.pk)
    decision = locked.settled_by
    is_told = locked.answer_at is None or locked.answer_at <= now
    if decision is None or not is_told or decision.outcome == Outcome.REMOVE:
        raise NothingToAppeal
    return locked


def _informed_at(told: Statement | Notice) -> datetime:
    if isinstance(told, Statement):
        return told.issued_at
    assert told.settled_by is not None
    return told.settled_by.issued_at


def _make_good(
    appeal: Appeal, first: Decision, moderator: Reader, why: str, now: datetime
) -> Decision | None:
    """Carry out what was asked for; None if it has come about in the meantime."""
    if appeal.notice is not None:
        return _remove_after_all(appeal.notice, first, moderator, why, now)
    assert appeal.statement is not None
    if first.outcome == Outcome.REMOVE:
        return _restore(appeal.statement, first, moderator, why, now)
    author = appeal.statement.reader or appeal.statement.guest
    assert author is not None
    return issue_decision(
        targets=[author],
        moderator=moderator,
        outcome=Outcome.LIFT,
        explanation=why,
        source=Decision.Source.APPEAL,
        reverses=first,
        now=now,
    )


def _restore(
    statement: Statement, first: Decision, moderator: Reader, why: str, now: datetime
) -> Decision | None:
    """Restore what of `first` is by this author and still removed."""
    of_decision = Comment.objects.filter(decision_targets__decision=first)
    own = of_decision.filter(reader=statement.reader_id, guest=statement.guest_id)
    removed = list(
        own.filter(status=Comment.Status.REMOVED)
        .select_related("thread", "reader", "guest")
        .order_by("id")
    )
    if not removed:
        return None
    # One decision may be about several authors; that of the others stands.
    is_all_of_it = of_decision.count() == len(removed)
    return issue_decision(
        targets=removed,
        moderator=moderator,
        outcome=Outcome.RESTORE,
        explanation=why,
        source=Decision.Source.APPEAL,
        reverses=first if is_all_of_it else None,
        now=now,
    )


def _remove_after_all(
    notice: Notice, first: Decision, moderator: Reader, why: str, now: datetime
) -> Decision | None:
    comment = Comment.objects.select_related("thread", "reader", "guest").get(
        pk=notice.comment_id
    )
    if comment.status == Comment.Status.REMOVED:
        return None
    rule, law = _broken_by(notice)
    return issue_decision(
        targets=[comment],
        moderator=moderator,
        outcome=Outcome.REMOVE,
        rule=rule,
        legal_ground=law,
        explanation=why,
        source=Decision.Source.APPEAL,
        reverses=first,
        now=now,
    )


def _broken_by(notice: Notice) -> tuple[str, str]:
    """Return the rule and the law by which what `notice` is about is removed.

    As the notifier said, who may have named neither; without a law it breaks a rule of
    the site.
    """
    rule = get_rule(notice.rule)
    if rule and (notice.law or rule.law or not rule.is_law):
        return rule.code, notice.law
    return ("illegal", notice.law) if notice.law else ("other", "")


def _record(appeal: Appeal, first: Decision) -> None:
    told = appeal.statement
    readers = _people(told.reader_id if told else _notifier(appeal))
    guests = _people(told.guest_id if told else None)
    append_to_record(
        kind=APPEAL,
        contents={
            "appeal": appeal.pk,
            "against": first.pk,
            "by": "author" if told else "notifier",
            # Words of somebody unknown could not be found again to be forgotten.
            "text": appeal.text if readers or guests else "",
            "moderator": appeal.moderator_id,
            "outcome": str(appeal.outcome),
            "reply": appeal.reply,
            "decision": appeal.decision_id,
        },
        reader_ids=readers,
        guest_ids=guests,
        now=appeal.decided_at or first.issued_at,
    )


def _notifier(appeal: Appeal) -> int | None:
    return appeal.notice.reader_id if appeal.notice else None


def _people(pk: int | None) -> list[int]:
    return [] if pk is None else [pk]
