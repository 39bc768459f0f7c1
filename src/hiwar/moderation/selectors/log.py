"""The public log of removals: when, where, by which rule, and what became of it.

Without names and texts, and without a number that would lead to either.
"""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from hiwar.kernel.errors import NotFound
from hiwar.moderation.models import Appeal, Decision, DecisionTarget
from hiwar.moderation.rules import public_name
from hiwar.newsroom import selectors as newsroom

A_PAGE: Final = 50
# As far back as somebody may turn the pages; the report counts what is older.
LAST_PAGE: Final = 999


@dataclass(frozen=True, kw_only=True)
class RemovalView:
    removed_on: date
    # The code of a language; a section may be called by its name in another.
    language: str
    section: str
    rule: str
    source: str
    was_detected_automatically: bool
    was_appealed: bool
    is_reversed: bool


@dataclass(frozen=True, kw_only=True)
class LogView:
    removals: tuple[RemovalView, ...]
    page: int
    has_older: bool

    @property
    def newer(self) -> str:
        """Return the `page` before this one, as it stands in an address."""
        return str(self.page - 1) if self.page > 2 else ""

    @property
    def older(self) -> str:
        return str(self.page + 1) if self.has_older else ""


def get_log(
    *, page: str = "", language: str, zone: tzinfo, length: int = A_PAGE
) -> LogView:
    """Return one page of all comments that were removed, the newest first.

    Raises NotFound for a page that there is not.
    """
    number = _number(page)
    start = (number - 1) * length
    rows = list(_removals()[start : start + length + 1])
    if number > 1 and not rows:
        raise NotFound
    sections = newsroom.name_sections(language=language)
    return LogView(
        removals=tuple(_view(row, sections, zone) for row in rows[:length]),
        page=number,
        has_older=len(rows) > length and number < LAST_PAGE,
    )


def _number(page: str) -> int:
    if not page:
        return 1
    if not (page.isascii() and page.isdigit() and len(page) <= 3 and int(page) > 1):
        raise NotFound
    return int(page)


def _removals() -> QuerySet[DecisionTarget]:
    """Return what was decided here and not undone at once."""
    of_this = Q(statement__decision=OuterRef("decision"))
    return (
        DecisionTarget.objects.filter(
            comment__isnull=False,
            decision__outcome=Decision.Outcome.REMOVE,
            decision__moderator__isnull=False,
        )
        .exclude(decision__reversed_by__is_undo=True)
        .annotate(
            was_appealed=Exists(Appeal.objects.filter(of_this)),
            is_reversed=Exists(Decision.objects.filter(reverses=OuterRef("decision"))),
            language=F("comment__language"),
            section=F("comment__thread__section"),
        )
        .select_related("decision")
        .order_by("-decision__issued_at", "-id")
    )


def _view(
    target: DecisionTarget, sections: dict[str, str], zone: tzinfo
) -> RemovalView:
    decision = target.decision
    # Annotations are what no type knows.
    found = vars(target)
    return RemovalView(
        removed_on=decision.issued_at.astimezone(zone).date(),
        language=found["language"],
        section=sections.get(found["section"], ""),
        rule=gettext(public_name(decision.rule)),
        source=decision.source,
        was_detected_automatically=decision.was_detected_automatically,
        was_appealed=found["was_appealed"],
        is_reversed=found["is_reversed"],
    )
