"""Readers of an archive."""

from collections.abc import Sequence
from io import BytesIO

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Reader
from hiwar.interop.archive import blanks, gallery
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.lines import reader_lines
from hiwar.interop.models import ForeignId

from .foreign_ids import Kind, find_changed, id_of, keep_ids
from .run import ImportRun, naming_the_line


def write_readers(*, given: Sequence[Given], run: ImportRun) -> None:
    """Write the readers that are new or changed. Raises BadLine."""
    changed = find_changed(
        Kind.READER,
        given,
        lines_of=lambda numbers: reader_lines(
            list(Reader.objects.filter(pk__in=numbers)), desk=run.desk
        ),
    )
    known = Reader.objects.in_bulk([number for _given, number in changed if number])
    rows = []
    for each, number in changed:
        with naming_the_line(each):
            rows.append(_write(each, known.get(number or 0), run))
    keep_ids(rows)
    run.written["reader"] += len(changed)


def _write(given: Given, reader: Reader | None, run: ImportRun) -> ForeignId:
    entry = given.entry
    content = run.source.picture(entry.avatar) if entry.avatar else None
    reader = accounts.import_reader(
        name=entry.name,
        avatar_file=BytesIO(content) if content else None,
        joined_at=entry.joined_at,
        reader=reader,
    )
    path = reader.avatar.name
    identity = gallery.avatar(path).identity if path else ""
    form = run.form(
        given,
        files=[(identity, entry.avatar)] if entry.avatar else [],
        name=blanks.blanks_of(entry.name, kept=reader.name),
    )
    return id_of(Kind.READER, given, reader.pk, form=form)
