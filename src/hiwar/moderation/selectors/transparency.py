"""Counting what was decided in a period, for the transparency report.

What was undone within seconds was never decided, and what was decided elsewhere before
an import is not ours: neither is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from hiwar.accounts.models import Reader
from hiwar.kernel.languages import name_here
from hiwar.moderation import dsa, rules
from hiwar.moderation.figures import (
    Appeals,
    Durations,
    Line,
    NoticesLine,
    Period,
    Report,
    measured,
)
from hiwar.moderation.models import (
    Appeal,
    Decision,
    DecisionTarget,
    Notice,
    Statement,
)
from hiwar.moderation.models import Report as ReportOfReader
from hiwar.moderation.models.decisions import RESTRICTING

Row = dict[str, Any]

_COUNTED_BY: Final = {
    Decision.Source.OWN: "own",
    Decision.Source.REPORT: "after_reports",
    Decision.Source.NOTICE: "after_notices",
    Decision.Source.TRUSTED: "after_notices",
    Decision.Source.APPEAL: "after_appeals",
}


def get_report(*, period: Period, with_moderators: bool = False) -> Report:
    """Return the figures of `period`, in as many queries however many there are."""
    measures = list(_measures(period))
    appeals = list(_appeals_decided(period))
    outcomes: Counter[str] = Counter()
    for row in measures:
        outcomes[row["decision__outcome"]] += row["number"]
    return Report(
        period=period,
        total=_total(measures, appeals),
        outcomes=dict(outcomes),
        statements=_within(Statement.objects.filter(is_void=False), "issued_at", period)
        .exclude(decision__moderator=None)
        .count(),
        restored=_restored(period),
        reports_received=_within(
            ReportOfReader.objects.all(), "reported_at", period
        ).count(),
        reports_decided=_until_settled(
            ReportOfReader.objects.all(), "reported_at", period
        ),
        notices=_notices(period),
        notices_decided=_until_settled(Notice.objects.all(), "received_at", period),
        appeals=_appeals(period, appeals),
        by_rule=_lines(measures, appeals, by=_rule_of, name=_name_of_rule),
        by_language=_lines(measures, appeals, by=_language_of, name=name_here),
        by_moderator=_by_moderator(measures, appeals) if with_moderators else (),
    )


def list_months(*, period: Period) -> tuple[tuple[date, int], ...]:
    """Return the first day of each month of `period`, and how many comments went."""
    months = list(_months(period))
    # Told apart by their bounds: SQLite would call Python for each row to cut its date.
    within = {
        f"month_{number}": Count(
            "pk",
            filter=Q(
                decision__issued_at__gte=month.starts_at,
                decision__issued_at__lt=month.ends_at,
            ),
        )
        for number, month in enumerate(months)
    }
    removals = _restrictions().filter(decision__outcome=Decision.Outcome.REMOVE)
    numbers = _within(removals, "decision__issued_at", period).aggregate(**within)
    return tuple(
        (month.first, numbers[f"month_{number}"]) for number, month in enumerate(months)
    )


def count_moderators() -> int:
    """Return how many people of the paper may decide about comments."""
    may = Q(
        groups__permissions__codename="moderate",
        groups__permissions__content_type__app_label="moderation",
    )
    return Reader.objects.filter(may, is_active=True).distinct().count()


def _months(period: Period) -> Iterable[Period]:
    first = period.first.replace(day=1)
    while first <= period.last:
        following = (first + timedelta(days=31)).replace(day=1)
        last = following - timedelta(days=1)
        yield Period(first=first, last=last, zone=period.zone)
        first = following


def _within(rows: QuerySet, moment: str, period: Period) -> QuerySet:
    return rows.filter(
        **{f"{moment}__gte": period.starts_at, f"{moment}__lt": period.ends_at}
    )


def _restrictions() -> QuerySet[DecisionTarget]:
    return DecisionTarget.objects.filter(
        decision__outcome__in=RESTRICTING,
        decision__moderator__isnull=False,
        decision__is_undo=False,
    ).exclude(decision__reversed_by__is_undo=True)


def _measures(period: Period) -> Iterable[Row]:
    """Return how many comments and authors were restricted, by all that is told of."""
    return (
        _within(_restrictions(), "decision__issued_at", period)
        .values(
            "decision__outcome",
            "decision__rule",
            "decision__source",
            "decision__was_detected_automatically",
            "decision__moderator",
            language=Coalesce("comment__language", "reader__language"),
        )
        .annotate(number=Count("pk"))
        .order_by()
    )


def _restored(period: Period) -> int:
    targets = DecisionTarget.objects.filter(
        decision__outcome=Decision.Outcome.RESTORE, decision__is_undo=False
    ).exclude(decision__source=Decision.Source.APPEAL)
    return _within(targets, "decision__issued_at", period).count()


def _until_settled(rows: QuerySet, moment: str, period: Period) -> Durations:
    """Return how long those waited that were decided in `period`."""
    settled = _within(rows, "settled_by__issued_at", period)
    pairs = settled.values_list(moment, "settled_by__issued_at")
    return measured([decided - came for came, decided in pairs])


def _notices(period: Period) -> tuple[NoticesLine, ...]:
    removed = Q(settled_by__outcome=Decision.Outcome.REMOVE)
    by_law = ~Q(settled_by__legal_ground="")
    rows = (
        _within(Notice.objects.all(), "received_at", period)
        .values("rule")
        .annotate(
            received=Count("pk"),
            by_trusted_flaggers=Count("pk", filter=Q(is_from_trusted_flagger=True)),
            removed_by_law=Count("pk", filter=removed & by_law),
            removed_by_rules=Count("pk", filter=removed & ~by_law),
            refused=Count("pk", filter=Q(settled_by__isnull=False) & ~removed),
            waiting=Count("pk", filter=Q(settled_by__isnull=True)),
        )
        .order_by()
    )
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        sums[_category(row.pop("rule"))].update(row)
    lines = (
        NoticesLine(category=category, name=_name_of_category(category), **numbers)
        for category, numbers in sums.items()
    )
    return tuple(sorted(lines, key=lambda line: (-line.received, line.name)))


def _appeals_decided(period: Period) -> Iterable[Row]:
    """Return every appeal that was decided, with what it was against."""
    targets = DecisionTarget.objects.filter(decision=OuterRef("statement__decision"))
    language = Subquery(targets.order_by("pk").values("comment__language")[:1])
    return _within(Appeal.objects.all(), "decided_at", period).values(
        "outcome",
        "lodged_at",
        "decided_at",
        rule=Coalesce("statement__decision__rule", "notice__rule"),
        judge=Coalesce(
            "statement__decision__moderator", "notice__settled_by__moderator"
        ),
        language=Coalesce(
            language, "statement__language", F("notice__comment__language")
        ),
    )


def _appeals(period: Period, decided: list[Row]) -> Appeals:
    lodged = _within(Appeal.objects.all(), "lodged_at", period).aggregate(
        lodged=Count("pk"),
        by_authors=Count("pk", filter=Q(statement__isnull=False)),
        by_notifiers=Count("pk", filter=Q(notice__isnull=False)),
        waiting=Count("pk", filter=Q(outcome="")),
    )
    upheld = sum(_is_upheld(row) for row in decided)
    spans: list[timedelta] = [row["decided_at"] - row["lodged_at"] for row in decided]
    return Appeals(
        **lodged,
        upheld=upheld,
        refused=len(decided) - upheld,
        durations=measured(spans),
    )


def _total(measures: list[Row], appeals: list[Row]) -> Line:
    lines = _lines(measures, appeals, by=lambda _row: "", name=str)
    return lines[0] if lines else Line(code="", name="")


def _lines(
    measures: list[Row],
    appeals: list[Row],
    *,
    by: Callable[[Row], Any],
    name: Callable[[Any], str],
) -> tuple[Line, ...]:
    """Return a line for each thing that `by` finds in the rows, the largest first."""
    sums: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for row in measures:
        numbers, number = sums[by(row)], row["number"]
        numbers["measures"] += number
        numbers[_COUNTED_BY[row["decision__source"]]] += number
        if row["decision__was_detected_automatically"]:
            numbers["detected_automatically"] += number
    for row in appeals:
        numbers = sums[by(row)]
        numbers["appeals"] += 1
        numbers["upheld"] += _is_upheld(row)
    lines = [
        Line(code=str(key), name=name(key), **numbers) for key, numbers in sums.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.measures, line.name, line.code)))


def _by_moderator(measures: list[Row], appeals: list[Row]) -> tuple[Line, ...]:
    ids = {_moderator_of(row) for row in [*measures, *appeals]}
    readers = Reader.objects.filter(pk__in=ids)
    names: dict[Any, str] = {None: "", **dict(readers.values_list("pk", "name"))}
    return _lines(measures, appeals, by=_moderator_of, name=names.__getitem__)


def _moderator_of(row: Row) -> Any:
    """Return who decided what was appealed against, or else the measure itself."""
    return row["judge"] if "judge" in row else row["decision__moderator"]


def _rule_of(row: Row) -> str:
    return str(row.get("rule", row.get("decision__rule", "")))


def _language_of(row: Row) -> str:
    return row.get("language") or ""


def _is_upheld(row: Row) -> bool:
    return bool(row["outcome"] == Appeal.Outcome.UPHELD)


def _category(rule: str) -> str:
    known = rules.RULES.get(rule)
    return str(known.category if known else dsa.Category.NOT_SPECIFIED_NOTICE)


def _name_of_category(category: str) -> str:
    return str(dsa.NAMES_OF_CATEGORIES[dsa.Category(category)])


def _name_of_rule(code: str) -> str:
    return gettext(rules.public_name(code)) if code else ""
