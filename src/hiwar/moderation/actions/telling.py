"""What follows a decision: statements of reasons, answers, and a link in the record."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.conf import settings

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment
from hiwar.moderation import record, signals
from hiwar.moderation.models import Decision, Notice, Report, Statement
from hiwar.moderation.rules import WITHOUT_STATEMENT

from .about import About, Author, owned_by
from .record import append_to_record

Outcome = Decision.Outcome
# What can come to the contrary of what a notifier has been told.
_TURNS: Final = {Outcome.REMOVE, Outcome.RESTORE}
# A letter leaves only when a decision can no longer be undone.
UNDO_SECONDS: Final = 10
LETTER_SECONDS: Final = 15


def settle(decision: Decision, about: About) -> None:
    """Let the open reports and notices about these comments be answered by this."""
    if not about.comments:
        return
    told_at = decision.issued_at + timedelta(seconds=LETTER_SECONDS)
    open_ = {"comment__in": about.numbers, "settled_by": None}
    Report.objects.filter(**open_).update(settled_by=decision)
    notices = list(Notice.objects.filter(**open_).order_by("id"))
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        settled_by=decision, answer_at=told_at
    )
    for notice in notices:
        if notice.email:
            signals.letter_due.send(
                Notice, letter="answer", number=notice.pk, at=told_at
            )


def tell_notifiers_again(decision: Decision, about: About) -> None:
    """Let those hear of it who had been told the contrary about these comments.

    Whose objection is being decided hears of it in the answer to that.
    """
    if decision.outcome not in _TURNS:
        return
    told = Notice.objects.filter(comment__in=about.numbers, erased_at=None)
    told = told.exclude(settled_by=None).exclude(settled_by=decision).exclude(email="")
    told_at = decision.issued_at + timedelta(seconds=LETTER_SECONDS)
    notices = told.exclude(appeal__isnull=False, appeal__outcome="")
    for notice in notices.select_related("settled_by", "revised_by").order_by("id"):
        last = notice.revised_by or notice.settled_by
        was_removed = last is not None and last.outcome == Outcome.REMOVE
        if was_removed == (decision.outcome == Outcome.REMOVE):
            continue
        Notice.objects.filter(pk=notice.pk).update(
            revised_by=decision, revision_told_at=None
        )
        signals.letter_due.send(Notice, letter="revision", number=notice.pk, at=told_at)


def give_statements(decision: Decision, about: About) -> None:
    """Give everybody from whom something was taken the reasons, in their language."""
    is_removal = decision.outcome == Decision.Outcome.REMOVE
    if is_removal and decision.rule in WITHOUT_STATEMENT:
        return
    mail_at = decision.issued_at + timedelta(seconds=LETTER_SECONDS)
    for author, comments in about.authors.items():
        statement = Statement.objects.create(
            decision=decision,
            **owned_by(author),
            language=_language_of(author, comments),
            issued_at=decision.issued_at,
            mail_at=mail_at,
        )
        signals.letter_due.send(
            Statement, letter="statement", number=statement.pk, at=mail_at
        )


def record_decision(decision: Decision, about: About) -> None:
    """Add to the record who decided what, why, and on which text.

    Each author has a link of their own, so that one can be forgotten without others.
    """
    for author, comments in about.authors.items():
        append_to_record(
            kind=record.DECISION,
            contents={
                **_facts(decision),
                "author": {
                    column: each.pk for column, each in owned_by(author).items()
                },
                "name": author.name,
                "comments": [_sealed(comment) for comment in comments],
            },
            reader_ids=[author.pk] if isinstance(author, Reader) else [],
            guest_ids=[] if isinstance(author, Reader) else [author.pk],
            now=decision.issued_at,
        )


def _facts(decision: Decision) -> dict[str, Any]:
    return {
        "decision": decision.pk,
        "moderator": decision.moderator_id,
        "outcome": str(decision.outcome),
        "rule": decision.rule,
        "explanation": decision.explanation,
        "legal_ground": decision.legal_ground,
        "source": str(decision.source),
        "until": decision.until.isoformat() if decision.until else None,
        "reverses": decision.reverses_id,
    }


def _sealed(comment: Comment) -> dict[str, Any]:
    return {
        "comment": comment.pk,
        "name": comment.guest_name,
        "text": comment.text,
        "status_before": str(comment.status),
    }


def _language_of(author: Author, comments: Sequence[Comment]) -> str:
    """Return a language of the paper in which `author` will read why."""
    if isinstance(author, Reader) and author.language:
        return author.language
    written = [comment.language for comment in reversed(comments)]
    if not written:
        own = author.comments.order_by("-posted_at", "-id")
        written = list(own.values_list("language", flat=True)[:1])
    spoken = dict(settings.LANGUAGES)
    return next((each for each in written if each in spoken), settings.LANGUAGE_CODE)
