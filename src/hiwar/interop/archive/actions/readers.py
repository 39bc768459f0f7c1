"""Readers of an archive."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Reader
from hiwar.interop.archive import gallery, spelling
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.lines import reader_lines
from hiwar.interop.models import ForeignId

from .ids import Kind, keep_ids, new_id, returned_ids, sort_out
from .place import Place, naming_the_line


def write_readers(*, given: Sequence[Given], place: Place) -> None:
    """Write the readers that are new or changed. Raises BadLine."""
    if not given:
        return
    checksum = partial(_checksum, place)
    result = sort_out(
        Kind.READER, given, checksum=checksum, lines_of=partial(_lines_of, place)
    )
    numbers = [number for _given, number in result.changed if number]
    known = Reader.objects.in_bulk(numbers) if numbers else {}
    rows = list(returned_ids(Kind.READER, result, checksum=checksum))
    for each, number in result.changed:
        with naming_the_line(each):
            rows.append(_write(each, known.get(number or 0), place))
    keep_ids(rows)
    place.count("reader", len(result.changed))


def _write(given: Given, reader: Reader | None, place: Place) -> ForeignId:
    entry = given.entry
    content = place.source.picture(entry.avatar) if entry.avatar else None
    reader = accounts.import_reader(
        name=entry.name,
        avatar_file=BytesIO(content) if content else None,
        joined_at=entry.joined_at,
        reader=reader,
    )
    path = reader.avatar.name
    identity = gallery.avatar(path).identity if path else ""
    form = place.form(
        given,
        files=[(identity, entry.avatar)] if entry.avatar else [],
        name=spelling.blanks_of(entry.name, kept=reader.name),
    )
    return new_id(
        Kind.READER, entry.id, reader.pk, checksum=_checksum(place, given), form=form
    )


def _checksum(place: Place, given: Given) -> str:
    return place.checksum(given, names_pictures=given.entry.avatar is not None)


def _lines_of(place: Place, numbers: list[int]) -> Iterator[tuple[int, str]]:
    with place.desk() as desk:
        readers = list(Reader.objects.filter(pk__in=numbers))
        yield from reader_lines(readers, desk=desk)
