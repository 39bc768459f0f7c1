"""Keeping the ids of what was written, with the form of each line."""

from collections.abc import Callable, Iterable, Sequence

from hiwar.interop.archive import foreign_ids
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.foreign_ids import SOURCE, Kind
from hiwar.interop.models import ForeignId

# Lines that say something new, with the number of what they made before.
Changed = list[tuple[Given, int | None]]


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


def id_of(kind: Kind, given: Given, local_id: int, *, form: str = "") -> ForeignId:
    """Return what is kept of a line."""
    return new_id(kind, given.entry.id, local_id, checksum=given.checksum, form=form)


def keep_ids(rows: Sequence[ForeignId]) -> None:
    """Keep `rows`, in place of those that name the same thing."""
    ForeignId.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "kind", "foreign_id"],
        update_fields=["local_id", "checksum", "form"],
        batch_size=1_000,
    )


def find_changed(
    kind: Kind,
    given: Sequence[Given],
    *,
    lines_of: Callable[[list[int]], Iterable[tuple[int, str]]],
) -> Changed:
    """Return what a batch has to write: what is not here already, as it is said.

    Of a thing that was made here, and whose own line has come back, only the id is
    kept; `lines_of` gives the lines of such things by their numbers.
    """
    found = foreign_ids.find(kind, [each.entry.id for each in given])
    made_here = [here.local_id for here in found.values() if not here.checksum]
    present = dict(lines_of(made_here)) if made_here else {}
    changed: Changed = []
    returned = []
    for each in given:
        here = found.get(each.entry.id)
        if here is None:
            changed.append((each, None))
        elif not here.checksum and present.get(here.local_id) == each.line:
            returned.append(id_of(kind, each, here.local_id))
        elif here.checksum != each.checksum:
            changed.append((each, here.local_id))
    keep_ids(returned)
    return changed
