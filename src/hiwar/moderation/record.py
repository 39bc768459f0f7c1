"""The record: a chain in which every link holds the hash of the one before.

A link says nothing of people. Its commitment is the hash of a salt and of what was
decided, which stand in a table beside it (`RecordContents`): an erasure takes them
away, and the chain stays whole. What was taken away is said by a later link, so that
nothing disappears from there in silence. Writing is `actions.append_to_record`'s.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import gettext as _

from .models import Decision, RecordContents, RecordEntry

# What the first link holds instead of a hash.
BEGINNING: Final = "0" * 64
# The kind of link that says what was decided, and of the one that says whose contents
# were taken away.
DECISION: Final = "decision"
ERASURE: Final = "erasure"
BATCH: Final = 1_000
_COMPARED: Final = ("outcome", "rule", "explanation", "legal_ground", "source")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether the record is as it was written; if not, where it is not, and how."""

    is_whole: bool
    number_of_entries: int
    # Of the newest link; what was published can be compared with it.
    head: str
    first_broken: int | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The end of the chain at some moment."""

    number: int
    hash: str
    at: datetime


def canonical(contents: dict[str, Any]) -> str:
    """Return `contents` as JSON that is the same for the same contents."""
    return json.dumps(
        contents,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )


def commit_to(*, salt: str, contents: str) -> str:
    """Return what a link holds of `contents`; without the salt nobody can guess it."""
    return sha256(f"{salt}\n{contents}".encode()).hexdigest()


def hash_of(
    *, previous: str, number: int, at: datetime, kind: str, commitment: str
) -> str:
    """Return the hash of a link: of these five, a line each, in this order."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    lines = (previous, str(number), moment, kind, commitment)
    return sha256("\n".join(lines).encode()).hexdigest()


def verify() -> Verdict:
    """Compute the chain anew from its first link to its last.

    What stands in the tables of decisions is held against it, too.
    """
    check = _Check()
    for batch in _batches():
        decisions = _decisions_of(batch)
        for entry in batch:
            why = check.find_fault(entry) or _fault_of_decision(entry, decisions)
            if why:
                return check.verdict(first_broken=entry.number, why=why)
    return check.end()


def head_of_day(day: date, *, zone: tzinfo = UTC) -> Head | None:
    """Return the end of the chain when `day` was over; None if it had not begun."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    entry = RecordEntry.objects.filter(at__lt=midnight).order_by("-number").first()
    return Head(number=entry.number, hash=entry.hash, at=entry.at) if entry else None


class _Check:
    """Goes along the chain, and keeps what later links are held against."""

    def __init__(self) -> None:
        self.number = 0
        self.head = BEGINNING
        # Links without contents, until one says that they were taken away.
        self.empty: set[int] = set()

    def find_fault(self, entry: RecordEntry) -> str:
        """Return what is wrong with the next link; nothing is."""
        why = self._fault_of_link(entry) or self._fault_of_contents(entry)
        self.number += not why
        self.head = self.head if why else entry.hash
        return why

    def verdict(self, *, first_broken: int | None = None, why: str = "") -> Verdict:
        return Verdict(
            is_whole=first_broken is None,
            number_of_entries=self.number,
            head=self.head,
            first_broken=first_broken,
            why=why,
        )

    def end(self) -> Verdict:
        if self.empty:
            why = _("What it stands for is gone, and no erasure says so.")
            return self.verdict(first_broken=min(self.empty), why=why)
        return self.verdict()

    def _fault_of_link(self, entry: RecordEntry) -> str:
        if entry.number != self.number + 1:
            return _("The row before it is gone.")
        if entry.previous != self.head:
            return _("It does not follow the row before it.")
        counted = hash_of(
            previous=entry.previous,
            number=entry.number,
            at=entry.at,
            kind=entry.kind,
            commitment=entry.commitment,
        )
        return "" if entry.hash == counted else _("The row has been changed.")

    def _fault_of_contents(self, entry: RecordEntry) -> str:
        contents: RecordContents | None = getattr(entry, "contents", None)
        if contents is None:
            self.empty.add(entry.number)
            return ""
        counted = commit_to(salt=contents.salt, contents=contents.contents)
        if entry.commitment != counted:
            return _("What it stands for has been changed.")
        if entry.kind == ERASURE:
            self.empty -= set(json.loads(contents.contents)["entries"])
        return ""


def _fault_of_decision(entry: RecordEntry, decisions: dict[int, Decision]) -> str:
    """Return whether the decision itself says something else than its link."""
    said = _said(entry)
    if "decision" not in said:
        return ""
    decision = decisions.get(said["decision"])
    if decision is None:
        return _("The decision that was recorded is gone.")
    until = said["until"] and datetime.fromisoformat(said["until"])
    is_same = (
        decision.issued_at == entry.at
        and decision.until == until
        and decision.moderator_id == said["moderator"]
        and all(getattr(decision, name) == said[name] for name in _COMPARED)
    )
    return "" if is_same else _("The decision is not the one that was recorded.")


def _decisions_of(batch: Sequence[RecordEntry]) -> dict[int, Decision]:
    numbers = {_said(entry).get("decision") for entry in batch}
    return Decision.objects.in_bulk(numbers - {None})


def _said(entry: RecordEntry) -> dict[str, Any]:
    """Return what a decision's link stands for, as far as it can be read."""
    contents: RecordContents | None = getattr(entry, "contents", None)
    if entry.kind != DECISION or contents is None:
        return {}
    try:
        said = json.loads(contents.contents)
    except ValueError:
        # It has been changed, which its link shows.
        return {}
    return said if isinstance(said, dict) else {}


def _batches() -> Iterator[list[RecordEntry]]:
    """Yield all links in order, many at a time, with their contents."""
    last = -1
    while batch := list(
        RecordEntry.objects.filter(number__gt=last)
        .select_related("contents")
        .order_by("number")[:BATCH]
    ):
        yield batch
        last = batch[-1].number
