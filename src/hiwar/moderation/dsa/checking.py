"""What the Transparency Database asks of each field (`StatementStoreRequest`)."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from enum import Enum
from typing import Any, Final

from .values import (
    KEYWORDS,
    TERRITORIES,
    Account,
    Automated,
    Category,
    Content,
    Ground,
    Provision,
    Source,
    Visibility,
)

Check = Callable[[Any], bool]

# At least one of these has to be there; we never know the second, money.
RESTRICTIONS: Final = (
    "decision_visibility",
    "decision_monetary",
    "decision_provision",
    "decision_account",
)
_PUID: Final = re.compile(r"[a-zA-Z0-9_-]{1,500}")
_LANGUAGE: Final = re.compile(r"[A-Z]{2}")
_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*")


def _text(longest: int) -> Check:
    return lambda value: (
        isinstance(value, str) and bool(value.strip()) and len(value) <= longest
    )


def _one_of(values: Collection[str] | type[Enum]) -> Check:
    known = {str(value) for value in values}
    return lambda value: isinstance(value, str) and value in known


def _some_of(values: Collection[str] | type[Enum]) -> Check:
    one = _one_of(values)
    return lambda value: (
        isinstance(value, list)
        and bool(value)
        and len(set(value)) == len(value)
        and all(map(one, value))
    )


def _matches(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _day(earliest: date) -> Check:
    def check(value: Any) -> bool:
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            return False
        return earliest <= day <= date(2038, 1, 1) and day.isoformat() == value

    return check


_YES_OR_NO: Final = _one_of(("Yes", "No"))
_END: Final = _day(date(2020, 1, 1))

FIELDS: Final[dict[str, Check]] = {
    "decision_visibility": _some_of(Visibility),
    "decision_visibility_other": _text(500),
    "decision_provision": _one_of(Provision),
    "decision_account": _one_of(Account),
    "decision_ground": _one_of(Ground),
    "decision_ground_reference_url": lambda value: (
        _text(500)(value) and _matches(_ADDRESS)(value)
    ),
    "illegal_content_legal_ground": _text(500),
    "illegal_content_explanation": _text(2_000),
    "incompatible_content_ground": _text(500),
    "incompatible_content_explanation": _text(2_000),
    "incompatible_content_illegal": _YES_OR_NO,
    "category": _one_of(Category),
    "category_addition": _some_of(Category),
    "category_specification": _some_of(KEYWORDS),
    "category_specification_other": _text(500),
    "content_type": _some_of(Content),
    "content_language": _matches(_LANGUAGE),
    "content_date": _day(date(2000, 1, 1)),
    "application_date": _day(date(2020, 1, 1)),
    "end_date_visibility_restriction": _END,
    "end_date_service_restriction": _END,
    "end_date_account_restriction": _END,
    "territorial_scope": _some_of(TERRITORIES),
    "decision_facts": _text(5_000),
    "source_type": _one_of(Source),
    "automated_detection": _YES_OR_NO,
    "automated_decision": _one_of(Automated),
    "puid": _matches(_PUID),
}
ALWAYS: Final = (
    "decision_ground",
    "category",
    "content_type",
    "content_date",
    "application_date",
    "territorial_scope",
    "decision_facts",
    "source_type",
    "automated_detection",
    "automated_decision",
    "puid",
)
# What else has to be there, by what a field says.
WITH: Final = {
    ("decision_ground", Ground.ILLEGAL_CONTENT): (
        "illegal_content_legal_ground",
        "illegal_content_explanation",
    ),
    ("decision_ground", Ground.INCOMPATIBLE_CONTENT): (
        "incompatible_content_ground",
        "incompatible_content_explanation",
    ),
}


def faults(entry: dict[str, Any]) -> list[str]:
    """Return the names of the fields for which the database would refuse `entry`."""
    return sorted(set(_missing(entry)) | set(_wrong(entry)))


def _missing(entry: dict[str, Any]) -> Iterator[str]:
    yield from (name for name in ALWAYS if name not in entry)
    if not any(name in entry for name in RESTRICTIONS):
        yield RESTRICTIONS[0]
    for (name, value), others in WITH.items():
        if entry.get(name) == value:
            yield from (other for other in others if other not in entry)
    if Visibility.OTHER in entry.get("decision_visibility", ()):
        yield from {"decision_visibility_other"} - entry.keys()


def _wrong(entry: dict[str, Any]) -> Iterator[str]:
    for name, value in entry.items():
        if name not in FIELDS or not FIELDS[name](value):
            yield name
