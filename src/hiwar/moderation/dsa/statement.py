"""One statement of reasons, as `POST /api/v1/statements` takes it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from .values import (
    TERRITORIES,
    Automated,
    Content,
    Ground,
    Provision,
    Source,
    Visibility,
)

# What the fields take (checking.py has all of it).
LONGEST_GROUND: Final = 500
LONGEST_EXPLANATION: Final = 2_000
EARLIEST_CONTENT: Final = date(2000, 1, 1)
LATEST: Final = date(2038, 1, 1)

_ALPHA_2: Final = re.compile(r"[a-z]{2}(?![a-z])", re.IGNORECASE)

_SOURCES: Final = {
    "NOTICE": Source.ARTICLE_16,
    "TRUSTED": Source.TRUSTED_FLAGGER,
    "REPORT": Source.TYPE_OTHER_NOTIFICATION,
    "OWN": Source.VOLUNTARY,
    # Of all appeals only that of a notifier takes something from an author.
    "APPEAL": Source.ARTICLE_16,
}
_FOUND_BY: Final = {
    "NOTICE": "Somebody sent a notice under Article 16 of the Digital Services Act.",
    "TRUSTED": "A trusted flagger (Article 22) sent a notice.",
    "REPORT": "One or more people reported it as against the rules of the site.",
    "OWN": "The newsroom looked at it on its own initiative.",
    "APPEAL": "A notice about it had been refused; its notifier appealed.",
}
_NAME_HIDDEN: Final = "The name that the author chose is no longer shown."


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a statement says, with nothing in it that points to a person."""

    puid: str
    # Of Decision.Outcome and Decision.Source.
    outcome: str
    source: str
    rule: str
    category: str
    keyword: str
    # Whether the rule is one that the law has made, too.
    is_law: bool
    explanation: str
    legal_ground: str
    was_detected_automatically: bool
    number_of_comments: int
    # They waited for review, so nobody had read them.
    were_held: bool
    language: str
    written_on: date
    decided_on: date
    ends_on: date | None
    # Where the rules of the site are read.
    rules_address: str


def statement_json(facts: Facts) -> dict[str, Any]:
    """Return the statement with the names and values of the database.

    Raises ValueError for an outcome that takes nothing from anybody.
    """
    entry = {
        **_restriction(facts),
        **_ground(facts),
        "decision_ground_reference_url": facts.rules_address,
        "category": facts.category,
        **_specification(facts),
        "content_type": [Content.TEXT],
        "content_date": _iso(max(facts.written_on, EARLIEST_CONTENT)),
        "application_date": _iso(facts.decided_on),
        "territorial_scope": list(TERRITORIES),
        "decision_facts": " ".join(_what_happened(facts)),
        "source_type": _SOURCES[facts.source],
        "automated_detection": "Yes" if facts.was_detected_automatically else "No",
        "automated_decision": Automated.NOT_AUTOMATED,
        "puid": facts.puid,
    }
    if code := _ALPHA_2.match(facts.language):
        entry["content_language"] = code[0].upper()
    return entry


def _restriction(facts: Facts) -> dict[str, Any]:
    match facts.outcome:
        case "REMOVE":
            return {"decision_visibility": [Visibility.CONTENT_REMOVED]}
        case "HIDE_NAME":
            return {
                "decision_visibility": [Visibility.OTHER],
                "decision_visibility_other": _NAME_HIDDEN,
            }
        case "PAUSE" | "BAN" if facts.ends_on and facts.ends_on <= LATEST:
            return {
                "decision_provision": Provision.PARTIAL_SUSPENSION,
                "end_date_service_restriction": _iso(facts.ends_on),
            }
        case "PAUSE":
            return {"decision_provision": Provision.PARTIAL_SUSPENSION}
        case "BAN":
            # Of a part: who may not comment may still read and keep the account.
            return {"decision_provision": Provision.PARTIAL_TERMINATION}
    raise ValueError(facts.outcome)


def _ground(facts: Facts) -> dict[str, str]:
    explanation = _cut(facts.explanation, LONGEST_EXPLANATION)
    if facts.legal_ground:
        return {
            "decision_ground": Ground.ILLEGAL_CONTENT,
            "illegal_content_legal_ground": _cut(facts.legal_ground, LONGEST_GROUND),
            "illegal_content_explanation": explanation,
        }
    return {
        "decision_ground": Ground.INCOMPATIBLE_CONTENT,
        "incompatible_content_ground": _cut(
            f"Rules of the discussion: {facts.rule}", LONGEST_GROUND
        ),
        "incompatible_content_explanation": explanation,
        "incompatible_content_illegal": "Yes" if facts.is_law else "No",
    }


def _specification(facts: Facts) -> dict[str, Any]:
    keyword = facts.keyword or "KEYWORD_OTHER"
    given: dict[str, Any] = {"category_specification": [keyword]}
    if keyword == "KEYWORD_OTHER":
        given["category_specification_other"] = _cut(facts.rule, LONGEST_GROUND)
    return given


def _what_happened(facts: Facts) -> list[str]:
    sentences = [_FOUND_BY[facts.source]]
    if facts.was_detected_automatically:
        sentences.append("A rule of the software had pointed to it.")
    if facts.were_held:
        sentences.append("It was waiting for review and had not been published.")
    if facts.number_of_comments > 1:
        sentences.append(f"It is about {facts.number_of_comments} comments.")
    sentences.append("A moderator read it and decided.")
    return sentences


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _iso(day: date) -> str:
    return day.isoformat()
