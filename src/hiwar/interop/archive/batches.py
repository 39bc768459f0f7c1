"""Lines of the second pass, put together to be written in one transaction."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

from . import parsing
from .checking import Survey
from .entries import Article, Comment, Reader
from .rendering import Renderer
from .sources import Source

MOST_LINES: Final = 4_000
# Of text: a batch of long lines must not take more memory than one of short ones.
MOST_CHARACTERS: Final = 3_000_000


@dataclass(frozen=True, kw_only=True)
class Given:
    """An entry, with the line it came in and what tells that line from others."""

    number: int
    line: str
    value: dict[str, Any]
    entry: Any
    checksum: str


@dataclass(kw_only=True)
class Batch:
    """Lines that follow each other, by what they are.

    A line names only what stood before it, so that readers can be written first,
    then articles, then comments.
    """

    readers: list[Given] = field(default_factory=list)
    articles: list[Given] = field(default_factory=list)
    comments: list[Given] = field(default_factory=list)
    # What comments look like, by their ids, as far as that has been rendered.
    html: dict[str, str] = field(default_factory=dict)
    number_of_lines: int = 0
    characters: int = 0

    @property
    def is_full(self) -> bool:
        return self.number_of_lines >= MOST_LINES or self.characters >= MOST_CHARACTERS

    def add(self, given: Given) -> None:
        kinds = {
            Reader: self.readers,
            Article: self.articles,
            Comment: self.comments,
        }
        kinds[type(given.entry)].append(given)
        self.characters += len(given.line)

    def texts(self) -> list[str]:
        return [given.entry.text for given in self.comments]

    def take_html(self, rendered: Sequence[str]) -> None:
        """Take what was made of `texts`, of all of them or of none."""
        for given, html in zip(self.comments, rendered, strict=False):
            self.html[given.entry.id] = html


def read_batches(source: Source, survey: Survey) -> Generator[Batch]:
    """Yield what the first pass found good."""
    batch = Batch()
    with closing(source.lines()) as lines:
        next(lines)
        for number, line in lines:
            # One that was left counts, too: the bar ends at the last line.
            batch.number_of_lines += 1
            if survey.lines_left and survey.ledger.is_bad(number):
                continue
            batch.add(_read(number, str(line), source))
            if batch.is_full:
                yield batch
                batch = Batch()
    yield batch


def _read(number: int, line: str, source: Source) -> Given:
    entry, value = parsing.parse_line(line)
    # A line whose pictures did not come is another one when they do.
    has_all = source.has_pictures or not entry.files()
    marked = line if has_all else f"{line}\0without pictures"
    checksum = blake2b(marked.encode(), digest_size=16).hexdigest()
    return Given(number=number, line=line, value=value, entry=entry, checksum=checksum)


def render_ahead(
    batches: Iterator[Batch], renderer: Renderer, *, written: Mapping[str, int]
) -> Generator[Batch]:
    """Yield `batches`, each rendered while the one before it is written.

    `written` counts the comments that were. After a batch that wrote none, none is
    rendered ahead: an import that is run again finds nearly all that it brings here.
    """
    has_news = True
    present = next(batches, None)
    if present:
        renderer.ask(present.texts())
    while present:
        present.take_html(renderer.get())
        upcoming = next(batches, None)
        if upcoming:
            renderer.ask(upcoming.texts() if has_news else [])
        before = written.get("comment", 0)
        yield present
        has_news = written.get("comment", 0) > before
        present = upcoming
