"""Which things here came from which lines: reads of the foreign ids."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db.models import QuerySet

from hiwar.interop.models import ForeignId

from . import own_ids

SOURCE: Final = "archive"
Kind = ForeignId.Kind
# Where things came from, by their numbers here.
Origins = dict[int, ForeignId]
Name = TypeVar("Name", str, str | None)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A thing here that an id names. Without a checksum it was made here."""

    local_id: int
    checksum: str = ""


# How things that were made here are found by the ids that exports gave them.
_OWN: Final[Mapping[str, Callable[[Iterable[str]], dict[str, int]]]] = {
    Kind.READER: own_ids.find_readers,
    Kind.GUEST: own_ids.find_guests,
    Kind.ARTICLE: own_ids.find_articles,
    Kind.STORY: own_ids.find_stories,
    Kind.COMMENT: own_ids.find_comments,
}


def kept(kind: Kind) -> QuerySet[ForeignId]:
    """Return all ids of a kind that archives brought."""
    return ForeignId.objects.filter(source=SOURCE, kind=kind)


def find(kind: Kind, ids: Iterable[str]) -> dict[str, Found]:
    """Return what the given ids name here, those unknown left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = kept(kind).filter(foreign_id__in=wanted)
    found = {
        given: Found(local_id=local, checksum=checksum)
        for given, local, checksum in rows.values_list(
            "foreign_id", "local_id", "checksum"
        )
    }
    unknown = wanted - found.keys()
    if unknown and kind in _OWN:
        made_here = _OWN[kind](unknown)
        found |= {given: Found(local_id=local) for given, local in made_here.items()}
    return found


def names(kind: Kind, own: Mapping[int, Name]) -> dict[int, Name | str]:
    """Return what lines call the given things: their senders' ids, else their own."""
    return {**own, **{pk: row.foreign_id for pk, row in of(kind, own).items()}}


def of(kind: Kind, local_ids: Iterable[int]) -> Origins:
    """Return where the given things came from, those made here left out."""
    rows = kept(kind).filter(local_id__in=set(local_ids))
    # Things that were given two ids keep the first.
    return {row.local_id: row for row in rows.order_by("-id")}
