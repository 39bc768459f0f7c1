"""What the writing of lines needs to know of where they come from and go to."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from hiwar.interop.archive import foreign, form, writing
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.gallery import Gallery
from hiwar.interop.archive.lines import Desk
from hiwar.interop.archive.refusals import BadLine
from hiwar.interop.archive.sources import Source
from hiwar.kernel.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class Place:
    """The archive that is read, the paper's time zone, and what time it is."""

    source: Source
    zone: tzinfo
    now: datetime
    # How many lines were written, by what they are.
    written: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, number: int) -> None:
        self.written[kind] = self.written.get(kind, 0) + number

    def checksum(self, given: Given, *, names_pictures: bool = False) -> str:
        has_all = self.source.has_pictures or not names_pictures
        return foreign.checksum(given.line, has_pictures=has_all)

    def form(
        self, given: Given, *, files: Sequence[form.File] = (), **others: object
    ) -> str:
        """Return how the line was written, where that is not how we write."""
        ours = writing.write(given.entry, self.zone)
        return form.remember(
            given.line, value=given.value, ours=ours, files=files, **others
        )

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Lend a desk at which to write what is here, to compare it with a line."""
        gallery = Gallery()
        try:
            yield Desk(zone=self.zone, gallery=gallery)
        finally:
            gallery.close()


@contextmanager
def naming_the_line(given: Given) -> Iterator[None]:
    """Say which line it was that another package refused."""
    try:
        yield
    except BadLine as bad:
        bad.number = bad.number or given.number
        raise
    except Refusal as refusal:
        raise BadLine(str(refusal), number=given.number) from refusal
