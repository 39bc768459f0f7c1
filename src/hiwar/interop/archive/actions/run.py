"""The import that is running: what each of its writes needs to know."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from hiwar.interop.archive import form, writing
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.lines import Desk
from hiwar.interop.archive.refusals import BadLine
from hiwar.interop.archive.sources import Source
from hiwar.kernel.errors import Refusal


@dataclass(frozen=True, kw_only=True)
class ImportRun:
    source: Source
    # Where lines of what is here are written, to compare them with those that come.
    desk: Desk
    now: datetime
    # How many lines were written, by what they are.
    written: Counter[str] = field(default_factory=Counter)

    def form(
        self, given: Given, *, files: Sequence[form.File] = (), **others: object
    ) -> str:
        """Return how the line was written, where that is not how we write."""
        ours = writing.write(given.entry, self.desk.zone)
        return form.remember(
            given.line, value=given.value, ours=ours, files=files, **others
        )


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
