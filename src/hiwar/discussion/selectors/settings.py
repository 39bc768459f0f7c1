"""How rules and terms are set for the whole site and its sections.

Few rows: what nobody has set is not there, and does what the code says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hiwar.discussion import topics
from hiwar.discussion.models import (
    DiscussionRules,
    PlaceRules,
    ScreeningRule,
    Thread,
)
from hiwar.discussion.screening import BY_NAME, DEFAULTS, Setting, Verdict
from hiwar.kernel import prepared
from hiwar.kernel.kept import Made, kept
from hiwar.kernel.prepared import Given

Mode = Thread.Mode

_SITE = ""

_SET = prepared.Query(
    lambda: (
        ScreeningRule.objects.filter(section__in=[Given("site"), Given("section")])
        .order_by("section", "id")
        .values_list("section", "name", "verdict", "threshold", "words")
    )
)
_PLACES = prepared.Query(
    lambda: (
        PlaceRules.objects.filter(section__in=[Given("site"), Given("section")])
        .order_by("section")
        .values_list("section", "mode", "slow_minutes")
    )
)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """On what terms one writes in a thread: what its place and its story say."""

    is_closed: bool
    is_held: bool
    is_registered_only: bool
    slow_minutes: int


@dataclass(frozen=True, kw_only=True)
class Place:
    """What is set for a section, or for the whole site."""

    mode: str = ""
    slow_minutes: int | None = None


def get_settings(*, section: str) -> Mapping[str, Setting]:
    """Return how each rule is set for `section`; empty: for the whole site."""

    def make() -> Made:
        rows = tuple(_SET.all(site=_SITE, section=section))
        return Made(_merged(rows) if rows else DEFAULTS, [topics.SCREENING])

    return kept(("screening", section), make)


def get_place_in_force(*, section: str) -> Place:
    """Return what holds in `section`: its own mode and pace before the site's."""
    return kept(("place", section), lambda: Made(_in_force(section), [topics.PAPER]))


def _in_force(section: str) -> Place:
    mode, slow_minutes = "", None
    for _section, own_mode, own_minutes in _PLACES.all(site=_SITE, section=section):
        mode = own_mode or mode
        slow_minutes = slow_minutes if own_minutes is None else own_minutes
    return Place(mode=mode, slow_minutes=slow_minutes)


def terms_of(*, thread: Thread, place: Place, rules: DiscussionRules) -> Terms:
    """Return what holds in `thread`: the mode of its place, or a stricter one."""
    modes = {str(thread.mode), place.mode}
    return Terms(
        is_closed=Mode.CLOSED in modes or thread.closed_at is not None,
        is_held=Mode.HELD in modes,
        is_registered_only=Mode.REGISTERED in modes or not rules.guests_may_comment,
        slow_minutes=max(thread.slow_minutes, place.slow_minutes or 0),
    )


def get_place(*, section: str) -> Place:
    """Return what is set for `section` itself, whatever the site says."""
    row = PlaceRules.objects.filter(section=section).first()
    return Place(mode=row.mode, slow_minutes=row.slow_minutes) if row else Place()


def get_own_settings(*, section: str) -> dict[str, Setting]:
    """Return the rules that are set for `section` itself, and how."""
    rows = ScreeningRule.objects.filter(section=section)
    return {
        row.name: Setting(
            verdict=Verdict(row.verdict), threshold=row.threshold, words=row.words
        )
        for row in rows
        if row.name in BY_NAME
    }


@lru_cache(maxsize=64)
def _merged(rows: tuple[tuple[str, str, str, float, str], ...]) -> dict[str, Setting]:
    """Put the rows over what the code says; the site's come before its section's."""
    settings = dict(DEFAULTS)
    for _section, name, verdict, threshold, words in rows:
        if (before := settings.get(name)) is None:
            continue
        settings[name] = Setting(
            verdict=Verdict(verdict),
            threshold=threshold,
            words=f"{before.words}\n{words}" if before.words else words,
        )
    return settings
