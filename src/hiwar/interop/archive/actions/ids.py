"""Keeping the ids of what was written, with the form of each line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hiwar.interop.archive import foreign
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.foreign import SOURCE
from hiwar.interop.models import ForeignId

Kind = ForeignId.Kind


def new_id(
    kind: Kind, foreign_id: str, local_id: int, *, checksum: str = "", form: str = ""
) -> ForeignId:
    return ForeignId(
        source=SOURCE,
        kind=kind,
        foreign_id=foreign_id,
        local_id=local_id,
        checksum=checksum,
        form=form,
    )


def keep_ids(rows: Sequence[ForeignId]) -> None:
    """Keep `rows`, in place of those that name the same thing."""
    ForeignId.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "kind", "foreign_id"],
        update_fields=["local_id", "checksum", "form"],
        batch_size=1_000,
    )


@dataclass(kw_only=True)
class Sorted:
    """Lines that say something new, with the number of what they made before."""

    changed: list[tuple[Given, int | None]] = field(default_factory=list)
    # Things made here, whose own lines have come back: nothing to write but an id.
    returned: list[tuple[Given, int]] = field(default_factory=list)


def sort_out(
    kind: Kind,
    given: Sequence[Given],
    *,
    checksum: Callable[[Given], str],
    lines_of: Callable[[list[int]], Iterable[tuple[int, str]]],
) -> Sorted:
    """Part what a batch has to write from what is here already, as it is said."""
    found = foreign.find(kind, [each.entry.id for each in given])
    made_here = [f.local_id for f in found.values() if not f.checksum]
    present = dict(lines_of(made_here)) if made_here else {}
    result = Sorted()
    for each in given:
        here = found.get(each.entry.id)
        if here is None:
            result.changed.append((each, None))
        elif here.checksum == checksum(each):
            continue
        elif not here.checksum and present.get(here.local_id) == each.line:
            result.returned.append((each, here.local_id))
        else:
            result.changed.append((each, here.local_id))
    return result


def returned_ids(
    kind: Kind, result: Sorted, *, checksum: Callable[[Given], str]
) -> Iterator[ForeignId]:
    for given, local_id in result.returned:
        yield new_id(kind, given.entry.id, local_id, checksum=checksum(given))
