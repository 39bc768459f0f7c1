"""The first pass: every line is read and checked, and nothing is written."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hiwar.accounts import names
from hiwar.discussion import composing
from hiwar.discussion.models import LONGEST_IMPORTED_COMMENT
from hiwar.interop.progress import Bar
from hiwar.kernel.errors import Refusal
from hiwar.kernel.text import characters

from . import parsing, pictures
from .entries import Article, Comment, Header, Reader
from .ledger import Ledger
from .refusals import ArchiveRefused, BadLine
from .sources import Source


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the check must know of the paper: its languages, and what time it is."""

    languages: frozenset[str]
    # None for a paper that has not been founded: it takes the archive's.
    time_zone: str | None
    now: datetime


@dataclass(kw_only=True)
class Survey:
    """What the first pass found."""

    header: Header
    header_line: str
    ledger: Ledger
    lines: int = 0
    number_of: Counter[str] = field(default_factory=Counter)
    # Pictures that a bare .jsonl names and that did not come with it.
    pictures_missing: int = 0
    lines_left: int = 0


def check_archive(
    source: Source, *, site: Site, skip_bad_lines: bool = False, bar: Bar
) -> Survey:
    """Return what is in the archive, every line of which can be taken.

    With `skip_bad_lines` those that cannot are noted in the survey's ledger, and so
    are all that refer to them.

    Raises ArchiveRefused, or BadLine for the first line that cannot be taken.
    """
    with closing(source.lines()) as lines:
        survey = _begin(next(lines, None))
        check = _Check(source=source, site=site, survey=survey)
        try:
            for number, line in lines:
                survey.lines += 1
                bar.update(1)
                try:
                    check.line(line)
                except BadLine as bad:
                    bad.number = number
                    if not skip_bad_lines:
                        raise
                    survey.ledger.refuse(bad)
                    survey.lines_left += 1
        except BaseException:
            survey.ledger.close()
            raise
    return survey


def _begin(first: tuple[int, str | BadLine] | None) -> Survey:
    if first is None:
        raise ArchiveRefused(_("This file is empty."))
    number, line = first
    try:
        if isinstance(line, BadLine):
            raise line
        header, _value = parsing.parse_header(line)
    except BadLine as bad:
        if isinstance(line, str) and '"archive"' in line:
            bad.number = number
            raise
        raise ArchiveRefused(
            _("This is not an archive: its first line does not say so.")
        ) from bad
    return Survey(header=header, header_line=line, ledger=Ledger())


class _Check:
    """Checks each line against those before it."""

    def __init__(self, *, source: Source, site: Site, survey: Survey) -> None:
        self._source = source
        self._site = site
        self._survey = survey
        self._ledger = survey.ledger
        self._zone = ZoneInfo(site.time_zone or survey.header.time_zone)

    def line(self, line: str | BadLine) -> None:
        if isinstance(line, BadLine):
            raise line
        entry, _value = parsing.parse_line(line)
        if isinstance(entry, Reader):
            self._reader(entry)
        elif isinstance(entry, Article):
            self._article(entry)
        else:
            self._comment(entry)
        self._survey.number_of[type(entry).__name__.lower()] += 1

    def _reader(self, entry: Reader) -> None:
        with _as_bad_line():
            names.imported_name(entry.name)
        self._pictures(entry.files())
        self._take_id("reader", entry.id)

    def _article(self, entry: Article) -> None:
        self._language(entry.language)
        if entry.published_at > self._site.now:
            raise BadLine(_("“published_at” lies in the future."))
        self._pictures(entry.files())
        story = ("story", entry.story, entry.language)
        if self._ledger.is_taken(*story):
            raise BadLine(
                _("The story “%(story)s” has an article in “%(language)s” already."),
                story=entry.story,
                language=entry.language,
            )
        day = entry.published_at.astimezone(self._zone).date()
        address = ("address", entry.language, day, entry.slug)
        if self._ledger.is_taken(*address):
            raise BadLine(
                _("Another article of that day has the slug “%(slug)s” already."),
                slug=entry.slug,
            )
        self._take_id("article", entry.id)
        self._ledger.take(*story)
        self._ledger.take(*address)

    def _comment(self, entry: Comment) -> None:
        if not self._ledger.knows("article", entry.article):
            raise _unknown("article", entry.article)
        if entry.parent is not None:
            article = self._ledger.article_of("comment", entry.parent)
            if article is None:
                raise _unknown("parent", entry.parent)
            if article != entry.article:
                raise BadLine(_("“parent” is a comment on another article."))
        reader = entry.author.reader
        if reader is None:
            _check_guest_name(entry.author.guest)
        elif not self._ledger.knows("reader", reader):
            raise _unknown("reader", reader)
        with _as_bad_line():
            composing.check_text(entry.text, longest=LONGEST_IMPORTED_COMMENT)
        self._take_id("comment", entry.id, article=entry.article)

    def _language(self, language: str) -> None:
        if language not in self._survey.header.languages:
            raise BadLine(
                _("“%(code)s” is not among the languages of the first line."),
                code=language,
            )
        if language not in self._site.languages:
            raise BadLine(
                _("The paper does not appear in the language “%(code)s”."),
                code=language,
            )

    def _pictures(self, named: list[str]) -> None:
        if not self._source.has_pictures:
            self._survey.pictures_missing += len(named)
            return
        for name in named:
            if self._ledger.is_taken("picture", name):
                continue
            content = self._source.picture(name)
            if content is None:
                raise BadLine(
                    _("There is no picture “%(name)s” in the archive."), name=name
                )
            pictures.check(content, name)
            self._ledger.take("picture", name)

    def _take_id(self, kind: str, given: str, *, article: str = "") -> None:
        if not self._ledger.add(kind, given, article):
            raise BadLine(
                _("There is a %(kind)s with the id “%(id)s” already."),
                kind=kind,
                id=given,
            )


def _check_guest_name(name: str) -> None:
    """Refuse only what could not be shown: what guests were called is kept."""
    if characters.TURNING.intersection(name) or set("\t\n\r").intersection(name):
        raise BadLine(_("“%(name)s” cannot be shown as a name."), name=name)
    with _as_bad_line():
        composing.check_past_name(name)


@contextmanager
def _as_bad_line() -> Iterator[None]:
    """Take what another package refuses for what is wrong with the line."""
    try:
        yield
    except Refusal as refusal:
        raise BadLine(str(refusal)) from refusal


def _unknown(kind: str, given: str) -> BadLine:
    return BadLine(
        _("“%(kind)s” names “%(id)s”, which no line before this one has."),
        kind=kind,
        id=given,
    )
