"""What a moderator may still take back, as if it had never been decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiwar.accounts.models import Reader
from hiwar.kernel import dates
from hiwar.moderation.models import Decision

from .decided import decided_view

Outcome = Decision.Outcome


@dataclass(frozen=True, kw_only=True)
class UndoView:
    decision_id: int
    words: str
    seconds: int


def find_undoable(
    *, decision_id: int, moderator: Reader, seconds: int, now: datetime
) -> UndoView | None:
    """Return what says that it was decided, while `moderator` may undo it."""
    found = (
        Decision.objects.filter(
            pk=decision_id,
            moderator=moderator,
            is_undo=False,
            reversed_by=None,
            issued_at__gt=now - timedelta(seconds=seconds),
        )
        .select_related("moderator")
        .first()
    )
    return get_undo_view(decision=found, seconds=seconds, now=now) if found else None


def get_undo_view(*, decision: Decision, seconds: int, now: datetime) -> UndoView:
    """Return what `decision` came to, in a sentence, and how long it can be undone."""
    end = decision.issued_at + timedelta(seconds=seconds)
    return UndoView(
        decision_id=decision.pk,
        words=_words(decision),
        seconds=max(0, int((end - now).total_seconds())),
    )


def _words(decision: Decision) -> str:
    number = decision.targets.exclude(comment=None).count()
    facts = {
        "shown": dates.number(number),
        "rule": decided_view(decision).rule,
        "outcome": decision.get_outcome_display(),
    }
    if decision.outcome == Outcome.KEEP:
        words = ngettext(
            "%(shown)s comment is kept.", "%(shown)s comments are kept.", number
        )
    elif decision.outcome == Outcome.REMOVE:
        words = ngettext(
            "%(shown)s comment is removed: %(rule)s.",
            "%(shown)s comments are removed: %(rule)s.",
            number,
        )
    else:
        words = _("Decided about the author: %(outcome)s.")
    return words % facts
