"""The rows of a decision: itself, what it was about, and what made somebody look."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Finding
from hiwar.moderation.models import Decision, DecisionTarget, Notice, Report

from .about import About, Author, owned_by
from .seals import seal_all

Outcome = Decision.Outcome
Source = Decision.Source
# What held a comment because everything is held there, whatever it says.
OF_A_PLACE: Final = {"held_thread"}
# How long somebody is restricted because of what others reported.
REMEMBERED: Final = timedelta(days=30)
_GRAVEST_FIRST: Final = (Source.TRUSTED, Source.NOTICE, Source.REPORT)


def find_source(about: About, now: datetime) -> Decision.Source:
    """Return what made a moderator look, as the tables know it."""
    comments = Q(comment__in=about.numbers)
    for person in about.people:
        whose = owned_by(person)
        comments |= Q(**{f"comment__{column}": each for column, each in whose.items()})
    notices = Notice.objects.filter(comments, settled_by=None)
    if notices.filter(is_from_trusted_flagger=True).exists():
        return Source.TRUSTED
    if notices.exists():
        return Source.NOTICE
    if Report.objects.filter(comments, settled_by=None).exists():
        return Source.REPORT
    earlier = {
        source for person in about.people for source in _what_led_here(person, now)
    }
    return next((each for each in _GRAVEST_FIRST if each in earlier), Source.OWN)


def was_detected(about: About) -> bool:
    """Return whether a rule or the scorer pointed to any of it."""
    found = Finding.objects.filter(comment__in=about.numbers)
    return found.exclude(name__in=OF_A_PLACE).exists()


def keep_decision(
    decision: Decision, *, about: About, reverses: Decision | None, now: datetime
) -> Decision:
    """Write `decision` down with its targets, sealed and as they were before.

    It reverses another one only if it is about all of what that was about.
    """
    reversed_ = reverses or _find_reversed(decision, about)
    if reversed_ and _covers(about, reversed_):
        decision.reverses = reversed_
    decision.save(force_insert=True)
    seals = seal_all(comments=about.comments, now=now)
    DecisionTarget.objects.bulk_create(
        [
            *(
                DecisionTarget(
                    decision=decision,
                    comment=comment,
                    seal=seals[comment.pk],
                    status_before=comment.status,
                )
                for comment in about.comments
            ),
            *(
                DecisionTarget(decision=decision, **owned_by(person))
                for person in about.people
            ),
        ]
    )
    return decision


def _what_led_here(author: Author, now: datetime) -> set[str]:
    """Return why what `author` wrote was removed lately."""
    removals = Decision.objects.filter(
        targets__comment__in=author.comments.all(),
        outcome=Outcome.REMOVE,
        issued_at__gt=now - REMEMBERED,
    ).exclude(reversed_by__isnull=False)
    return set(removals.values_list("source", flat=True))


def _find_reversed(decision: Decision, about: About) -> Decision | None:
    """Return the one decision behind what is restored or lifted, if it is one."""
    if decision.outcome == Outcome.RESTORE:
        behind = Decision.objects.filter(
            targets__comment=about.comments[0], outcome=Outcome.REMOVE
        )
        return behind.filter(reversed_by=None).order_by("-id").first()
    if decision.outcome == Outcome.LIFT:
        numbers = {each.decision_number or 0 for each in about.unlifted()}
        behind = Decision.objects.filter(pk__in=numbers)
        return behind.first() if len(numbers) == 1 else None
    return None


def _covers(about: About, reversed_: Decision) -> bool:
    """Return whether `about` is all that the decision was about, for the first time."""
    if Decision.objects.filter(reverses=reversed_).exists():
        return False
    rows = reversed_.targets.values_list("comment_id", "reader_id", "guest_id")
    now_about = {(comment.pk, None, None) for comment in about.comments} | {
        (None, each.pk, None) if isinstance(each, Reader) else (None, None, each.pk)
        for each in about.people
    }
    return set(rows) == now_about
