"""Comments that people decided about, and how: what the scorer can learn from."""

from dataclasses import dataclass
from datetime import date

from hiwar.moderation.models import Decision, DecisionTarget
from hiwar.moderation.rules import OF_TONE

Outcome = Decision.Outcome


@dataclass(frozen=True, kw_only=True)
class Judged:
    text: str
    # Removed for how it speaks to people, and not restored; else it was kept.
    is_removed: bool
    decided_on: date


def list_judged(*, most: int) -> list[Judged]:
    """Return the comments that were decided about last, the oldest decision first.

    The last word about each counts: what was restored after an appeal was kept, what
    was undone within seconds was never decided. Left out are removals for what a text
    does not say by its tone, as spam, and those that came with imported comments.
    """
    rows = (
        DecisionTarget.objects.filter(
            comment__isnull=False,
            decision__moderator__isnull=False,
            decision__outcome__in=[Outcome.KEEP, Outcome.REMOVE, Outcome.RESTORE],
        )
        .exclude(decision__reversed_by__is_undo=True)
        .order_by("-decision__issued_at", "-decision_id")
        .values_list(
            "comment_id",
            "decision__outcome",
            "decision__rule",
            "decision__issued_at",
            "comment__text",
        )
    )
    known: set[int] = set()
    judged: list[Judged] = []
    for comment_id, outcome, rule, issued_at, text in rows.iterator(chunk_size=2_000):
        if comment_id in known:
            continue
        known.add(comment_id)
        is_removed = outcome == Outcome.REMOVE
        if is_removed and rule not in OF_TONE:
            continue
        judged.append(
            Judged(text=text, is_removed=is_removed, decided_on=issued_at.date())
        )
        if len(judged) == most:
            break
    return judged[::-1]
