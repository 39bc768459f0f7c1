"""Statements of reasons for the EU's Transparency Database (Article 24(5) of the DSA).

Given out as they are to be sent; whoever runs the paper sends them, nothing here does.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import translation

from hiwar.accounts.models import Reader, ReservedName
from hiwar.discussion.models import Comment
from hiwar.kernel.text.skeleton import skeleton
from hiwar.moderation import dsa
from hiwar.moderation.figures import Period
from hiwar.moderation.models import Appeal, Decision, DecisionTarget, Statement
from hiwar.moderation.models.decisions import ERASED
from hiwar.moderation.rules import get_rule, public_name

# As many as the database takes at once; and so as many as are read at once.
A_FILE: Final = 100
# A warning takes nothing from anybody.
EXPORTED: Final = ("REMOVE", "PAUSE", "BAN", "HIDE_NAME")
# A part of a name that is shorter is in every second sentence.
SHORTEST_PART: Final = 4


def list_for_database(
    *, period: Period, now: datetime
) -> Iterator[list[dict[str, Any]]]:
    """Yield the statements of `period`, at most a hundred at a time, as they are sent.

    Those that can still be undone wait for the next time. A reversed one stays: what it
    said was so.
    """
    statements = _statements(period, now).iterator(chunk_size=A_FILE)
    while batch := list(islice(statements, A_FILE)):
        yield list(_entries(batch, period.zone))


def count_for_database(*, period: Period, now: datetime) -> int:
    return _statements(period, now).count()


def _statements(period: Period, now: datetime) -> QuerySet[Statement]:
    targets = DecisionTarget.objects.select_related("comment").order_by("pk")
    return (
        Statement.objects.filter(
            issued_at__gte=period.starts_at,
            issued_at__lt=period.ends_at,
            mail_at__lte=now,
            is_void=False,
            decision__outcome__in=EXPORTED,
            decision__moderator__isnull=False,
        )
        .select_related("decision__appeal__notice", "reader", "guest")
        .prefetch_related(
            Prefetch("decision__targets", queryset=targets), "decision__notices"
        )
        .order_by("issued_at", "id")
    )


def _entries(batch: list[Statement], zone: tzinfo) -> Iterator[dict[str, Any]]:
    names = _names_in(batch)
    with translation.override(settings.LANGUAGE_CODE):
        for statement in batch:
            entry = dsa.statement_json(_facts(statement, names, zone))
            if wrong := dsa.faults(entry):
                raise ValueError(f"{statement.puid}: {', '.join(wrong)}")
            yield entry


def _facts(statement: Statement, names: frozenset[str], zone: tzinfo) -> dsa.Facts:
    decision = statement.decision
    targets = _comments_of(statement)
    comments = [target.comment for target in targets if target.comment]
    rule = get_rule(decision.rule)
    return dsa.Facts(
        puid=str(statement.puid),
        outcome=decision.outcome,
        source=_source_of(decision),
        rule=public_name(decision.rule),
        category=rule.category if rule else dsa.Category.OTHER_VIOLATION_TC,
        keyword=rule.keyword if rule else "",
        is_law=bool(rule and rule.is_law),
        explanation=_why(decision, names),
        legal_ground=dsa.without_personal_data(decision.legal_ground, names=names),
        was_detected_automatically=decision.was_detected_automatically,
        number_of_comments=len(comments),
        were_held=bool(targets)
        and all(each.status_before == Comment.Status.PENDING for each in targets),
        language=comments[0].language if comments else statement.language,
        written_on=_day(min((each.posted_at for each in comments), default=None), zone)
        or _day_of(decision, zone),
        decided_on=_day_of(decision, zone),
        ends_on=_day(decision.until, zone),
        rules_address=f"{settings.ORIGIN}{reverse('pages:moderation')}#{decision.rule}",
    )


def _source_of(decision: Decision) -> str:
    """Return what led to `decision`; of an appeal the notice that it is about."""
    appeal: Appeal | None = getattr(decision, "appeal", None)
    notice = appeal.notice if appeal else None
    return "TRUSTED" if notice and notice.is_from_trusted_flagger else decision.source


def _why(decision: Decision, names: frozenset[str]) -> str:
    """Return the moderator's reasons; the rule's own where an erasure took those."""
    rule = get_rule(decision.rule)
    if decision.explanation == ERASED:
        return str(rule.sentence) if rule else public_name(decision.rule)
    return dsa.without_personal_data(decision.explanation, names=names)


def _comments_of(statement: Statement) -> list[DecisionTarget]:
    """Return the comments that were taken from the author to whom it was given."""
    return [
        target
        for target in statement.decision.targets.all()
        if target.comment
        and target.comment.reader_id == statement.reader_id
        and target.comment.guest_id == statement.guest_id
    ]


def _day_of(decision: Decision, zone: tzinfo) -> Any:
    return _day(decision.issued_at, zone)


def _day(moment: datetime | None, zone: tzinfo) -> Any:
    return moment.astimezone(zone).date() if moment else None


def _names_in(batch: Iterable[Statement]) -> frozenset[str]:
    """Return the names that moderators may have written in their reasons.

    Those of all readers, bylines and staff, and those of the guests in the same
    discussions; of authors and notifiers the parts of their names, too.
    """
    runs: set[str] = set()
    threads: set[int] = set()
    close: set[str] = set()
    for statement in batch:
        decision = statement.decision
        runs |= dsa.runs_of_words(f"{decision.explanation}\n{decision.legal_ground}")
        targets = decision.targets.all()
        threads |= {each.comment.thread_id for each in targets if each.comment}
        close |= {each.comment.guest_name for each in targets if each.comment}
        close |= {
            str(author.name) for author in (statement.reader, statement.guest) if author
        }
        close |= {notice.name for notice in decision.notices.all()}
    far = [
        Reader.objects.filter(skeleton__in=runs),
        ReservedName.objects.filter(skeleton__in=runs),
    ]
    found = {look for rows in far for look in rows.values_list("skeleton", flat=True)}
    guests = Comment.objects.filter(thread__in=threads, guest_skeleton__in=runs)
    found |= set(guests.values_list("guest_skeleton", flat=True))
    return frozenset(found | {look for name in close for look in _looks_of(name)})


def _looks_of(name: str) -> Iterator[str]:
    look = skeleton(name) if name.strip() else ""
    if look:
        yield look
    yield from (part for part in look.split() if len(part) >= SHORTEST_PART)
