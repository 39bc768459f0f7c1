"""What waits for a moderator: what is most urgent first, a page at a time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import NotFound
from hiwar.kernel.languages import own_name
from hiwar.moderation.models import Appeal, DecisionTarget, QueueItem
from hiwar.moderation.rights import leads_moderators
from hiwar.newsroom.models import Section

from .findings import list_finding_names
from .own import find_own_items
from .rows import RowView, row_view

A_PAGE = 40
# Nobody needs to know how many more than that wait, and counting them takes long.
MOST_COUNTED = 1_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CURSOR = re.compile(r"(-?[0-9]{1,18})-([0-9]{1,18})", re.ASCII)


class Why(StrEnum):
    """Why something waits."""

    ANY = ""
    HELD = "held"
    REPORTED = "reported"
    NOTICE = "notice"
    APPEAL = "appeal"
    ESCALATED = "escalated"


WHY: dict[Why, Q] = {
    Why.HELD: Q(is_held=True),
    Why.REPORTED: Q(number_of_reports__gt=0),
    Why.NOTICE: Q(number_of_notices__gt=0),
    Why.APPEAL: Q(appeal__isnull=False),
    Why.ESCALATED: Q(escalated_at__isnull=False),
}
NAMES = {
    Why.ANY: _("All"),
    Why.HELD: _("Held"),
    Why.REPORTED: _("Reported"),
    Why.NOTICE: _("Notices"),
    Why.APPEAL: _("Appeals"),
    Why.ESCALATED: _("For an editor"),
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which part of the queue somebody looks at; empty: all of it."""

    why: str = ""
    section: str = ""
    language: str = ""
    finding: str = ""

    def query(self, **changes: str) -> str:
        """Return what an address says of it, and of `changes`."""
        values = {**vars(self), **changes}
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True, kw_only=True)
class ChoiceView:
    value: str
    name: str
    # The address's query with this chosen.
    query: str
    is_chosen: bool
    number: int = 0

    @property
    def is_more(self) -> bool:
        return self.number >= MOST_COUNTED


@dataclass(frozen=True, kw_only=True)
class QueueView:
    chosen: Chosen
    rows: tuple[RowView, ...]
    next_page: str | None
    whys: tuple[ChoiceView, ...]
    sections: tuple[ChoiceView, ...]
    languages: tuple[ChoiceView, ...]
    findings: tuple[ChoiceView, ...]
    number_overdue: int

    @property
    def is_narrowed(self) -> bool:
        chosen = self.chosen
        return bool(chosen.section or chosen.language or chosen.finding)


def get_queue_view(
    *, chosen: Chosen, page: str = "", reader: Reader, now: datetime
) -> QueueView:
    """Return a page of what waits, the most urgent first.

    What was handed on to an editor is asked of nobody else, unless they look for it.
    Raises NotFound for a reason or a page that there is not.
    """
    why = _why(chosen.why)
    everything = _for(reader)
    waiting = QueueItem.objects.all() if why == Why.ESCALATED else everything
    shown = _narrowed(waiting, chosen)
    shown = _ordered(shown.filter(WHY.get(why, Q())), chosen, page)
    items = list(loaded(shown)[: A_PAGE + 1])
    sections = list_section_names()
    own = find_own_items(items=items, reader=reader)
    rows = tuple(
        row_view(item, sections=sections, own=own, reader=reader, now=now)
        for item in items[:A_PAGE]
    )
    return QueueView(
        chosen=chosen,
        rows=rows,
        next_page=cursor_after(items[A_PAGE - 1]) if len(items) > A_PAGE else None,
        whys=tuple(_whys(everything, chosen)),
        sections=tuple(_choices("section", sections.items(), chosen)),
        languages=tuple(
            _choices("language", ((c, own_name(c)) for c in _languages()), chosen)
        ),
        findings=tuple(
            _choices("finding", ((c, str(n)) for c, n in list_finding_names()), chosen)
        ),
        number_overdue=count(everything.filter(due_at__lt=now)),
    )


def count_waiting(*, reader: Reader) -> int:
    """Return how many things wait for `reader`, at most MOST_COUNTED."""
    return count(_for(reader))


def count_escalated() -> int:
    return count(QueueItem.objects.filter(WHY[Why.ESCALATED]))


def count(items: QuerySet[QueueItem]) -> int:
    return items.order_by()[:MOST_COUNTED].count()


def list_section_names() -> dict[str, str]:
    """Return what the sections that threads are labelled with are called."""
    rows = Section.objects.order_by("locale_id", "name", "id")
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def cursor_after(item: QueueItem) -> str:
    """Return the cursor of the page that begins after `item`."""
    return f"{(item.due_at - EPOCH) // MICROSECOND}-{item.pk}"


def loaded(items: QuerySet[QueueItem]) -> QuerySet[QueueItem]:
    """Return `items` with what a line shows, in queries that do not grow."""
    # The queue itself is read in one index; what it is about is fetched by number.
    comments = Comment.objects.select_related(
        "thread", "reader", "guest", "parent__reader", "parent__guest"
    ).prefetch_related("findings")
    return items.select_related("claimed_by").prefetch_related(
        Prefetch("comment", comments), Prefetch("appeal", loaded_appeals())
    )


def loaded_appeals() -> QuerySet[Appeal]:
    """Return appeals with the decision that each objects to, and what that is about."""
    return Appeal.objects.select_related(
        "moderator",
        "statement__decision__moderator",
        "statement__reader",
        "statement__guest",
        "notice__comment__thread",
        "notice__settled_by__moderator",
    ).prefetch_related(
        Prefetch(
            "statement__decision__targets",
            DecisionTarget.objects.select_related("comment__thread").order_by("id"),
        )
    )


def _for(reader: Reader) -> QuerySet[QueueItem]:
    """Return what `reader` is asked about."""
    if leads_moderators(reader):
        return QueueItem.objects.all()
    return QueueItem.objects.filter(escalated_at=None)


def _narrowed(items: QuerySet[QueueItem], chosen: Chosen) -> QuerySet[QueueItem]:
    if chosen.section:
        items = items.filter(section=chosen.section)
    if chosen.language:
        items = items.filter(language=chosen.language)
    if chosen.finding:
        items = items.filter(noticed__name=chosen.finding)
    return items


def _ordered(
    items: QuerySet[QueueItem], chosen: Chosen, page: str
) -> QuerySet[QueueItem]:
    """Return `items` behind the cursor `page`, in the order of the queue."""
    # What is filtered by a finding is read in the index of findings.
    due_at, pk = (
        ("noticed__due_at", "noticed__item_id")
        if chosen.finding
        else (
            "due_at",
            "pk",
        )
    )
    if page:
        at, number = _read(page)
        later = Q(**{f"{due_at}__gt": at}) | Q(**{due_at: at, f"{pk}__gt": number})
        items = items.filter(Q(**{f"{due_at}__gte": at}) & later)
    return items.order_by(due_at, pk)


def _whys(items: QuerySet[QueueItem], chosen: Chosen) -> Iterable[ChoiceView]:
    numbers = _count_whys(items, chosen)
    for why, name in NAMES.items():
        yield ChoiceView(
            value=why,
            name=str(name),
            query=chosen.query(why=why),
            is_chosen=chosen.why == why,
            number=numbers[why],
        )


def _count_whys(items: QuerySet[QueueItem], chosen: Chosen) -> dict[Why, int]:
    """Return how much of `items`, as narrowed, waits for each reason."""
    escalated = _narrowed(QueueItem.objects.filter(WHY[Why.ESCALATED]), chosen)
    items = _narrowed(items, chosen)
    if not chosen.finding:
        # Each in an index of its own, which ends when there are enough.
        return {
            why: count(
                escalated if why == Why.ESCALATED else items.filter(WHY.get(why, Q()))
            )
            for why in NAMES
        }
    # No index knows both the finding and the reason: all of them in one pass.
    numbers = items.aggregate(
        **{why.name: Count("pk", filter=WHY.get(why, Q())) for why in NAMES}
    )
    numbers[Why.ESCALATED.name] = count(escalated)
    return {why: min(numbers[why.name], MOST_COUNTED) for why in NAMES}


def _choices(
    field: str, named: Iterable[tuple[str, str]], chosen: Chosen
) -> Iterable[ChoiceView]:
    for value, name in named:
        yield ChoiceView(
            value=value,
            name=name,
            query=chosen.query(**{field: value}),
            is_chosen=getattr(chosen, field) == value,
        )


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _why(name: str) -> Why:
    try:
        return Why(name)
    except ValueError:
        raise NotFound from None


def _read(cursor: str) -> tuple[datetime, int]:
    found = CURSOR.fullmatch(cursor)
    if found is None:
        raise NotFound
    try:
        return EPOCH + int(found[1]) * MICROSECOND, int(found[2])
    except OverflowError:
        raise NotFound from None
