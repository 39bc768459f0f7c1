"""Comments of an archive, with their guests and with why some were removed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from django.utils.translation import gettext as _

from hiwar.accounts import actions as accounts
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment, Thread
from hiwar.interop.archive import blanks, foreign_ids
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.comment_lines import (
    DECIDED_ELSEWHERE,
    ELSEWHERE,
    comment_lines,
)
from hiwar.interop.archive.entries import Comment as Entry
from hiwar.interop.archive.lines import Desk
from hiwar.interop.archive.refusals import BadLine
from hiwar.interop.archive.threads import (
    STORY,
    homes_of_threads,
    threads_of_articles,
)
from hiwar.interop.models import ForeignId
from hiwar.kernel.errors import Refusal
from hiwar.moderation import actions as moderation
from hiwar.newsroom.models import Article

from .foreign_ids import Changed, Kind, find_changed, id_of, keep_ids, new_id
from .run import ImportRun


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What a batch of comments refers to, by the ids of its lines."""

    articles: dict[str, Article]
    threads: dict[int, Thread]
    readers: dict[str, foreign_ids.Found]
    guests: dict[str, int]
    # Of comments that are here: those to be changed, and those that are answered.
    comments: dict[str, int]

    def thread(self, entry: Entry) -> Thread:
        return self.threads[self.articles[entry.article].pk]


def write_comments(
    *, given: Sequence[Given], html: Mapping[str, str], run: ImportRun
) -> None:
    """Write the comments that are new or changed. Raises BadLine.

    `html` is what some of them look like, by their ids.
    """
    found_changed = find_changed(
        Kind.COMMENT, given, lines_of=lambda numbers: _lines_of(numbers, run.desk)
    )
    if not found_changed:
        return
    found = _look_up(found_changed)
    changed = sorted(
        (each for each, _number in found_changed),
        key=lambda each: (found.thread(each.entry).pk, each.number),
    )
    numbers: dict[str, int] = {}
    for _pk, group in groupby(changed, key=lambda e: found.thread(e.entry).pk):
        numbers |= _write_thread(list(group), found, html)
    _record_removals(changed, numbers)
    keep_ids([_new_id(each, numbers[each.entry.id], found, run) for each in changed])
    run.written["comment"] += len(changed)


def _look_up(changed: Changed) -> _Found:
    entries = [each.entry for each, _number in changed]
    articles = _find_articles({entry.article for entry in entries})
    known = {each.entry.id: number for each, number in changed if number}
    parents = {entry.parent for entry in entries if entry.parent is not None}
    answered = foreign_ids.find(Kind.COMMENT, parents - known.keys())
    return _Found(
        articles=articles,
        threads=threads_of_articles(articles.values()),
        readers=foreign_ids.find(
            Kind.READER, [e.author.reader for e in entries if e.author.reader]
        ),
        guests=_find_guests([e for e in entries if e.author.reader is None]),
        comments=known | {given: found.local_id for given, found in answered.items()},
    )


def _find_articles(ids: set[str]) -> dict[str, Article]:
    found = foreign_ids.find(Kind.ARTICLE, ids)
    numbers = {here.local_id for here in found.values()}
    articles = Article.objects.select_related("locale").in_bulk(numbers)
    return {given: articles[here.local_id] for given, here in found.items()}


def _find_guests(entries: Sequence[Entry]) -> dict[str, int]:
    """Return the guest of each comment by its id, welcoming those who are new."""
    keys = {entry.id: _guest_key(entry) for entry in entries}
    known: dict[tuple[Kind, str], int] = {}
    for kind in (Kind.GUEST, Kind.NAMED):
        wanted = [key for found, key in keys.values() if found == kind]
        for key, here in foreign_ids.find(kind, wanted).items():
            known[kind, key] = here.local_id
    new: dict[tuple[Kind, str], Entry] = {}
    for entry in entries:
        if keys[entry.id] not in known:
            new.setdefault(keys[entry.id], entry)
    guests = accounts.welcome_guests(
        seen=[(entry.author.guest, entry.posted_at) for entry in new.values()]
    )
    known |= {key: guest.pk for key, guest in zip(new, guests, strict=True)}
    keep_ids([new_id(kind, key, known[kind, key]) for kind, key in new])
    return {entry.id: known[keys[entry.id]] for entry in entries}


def _guest_key(entry: Entry) -> tuple[Kind, str]:
    """Return what tells a guest from others: the key, or a name under one article."""
    if entry.author.guest_key is not None:
        return Kind.GUEST, entry.author.guest_key
    words = f"{entry.article}\0{entry.author.guest}"
    return Kind.NAMED, blake2b(words.encode(), digest_size=16).hexdigest()


def _write_thread(
    given: Sequence[Given], found: _Found, html: Mapping[str, str]
) -> dict[str, int]:
    thread = found.thread(given[0].entry)
    try:
        return discussion.import_comments(
            thread=thread,
            entries=[_imported(each.entry, found, html) for each in given],
            ids=found.comments,
        )
    except discussion.ImportRefused as refused:
        numbers = {each.entry.id: each.number for each in given}
        raise BadLine(str(refused), number=numbers[refused.key]) from refused
    except Refusal as refusal:
        raise BadLine(
            _("A comment near this line cannot be taken: %(reason)s")
            % {"reason": refusal},
            number=given[0].number,
        ) from refusal


def _imported(
    entry: Entry, found: _Found, html: Mapping[str, str]
) -> discussion.ImportedComment:
    reader = entry.author.reader
    removal = entry.removal
    return discussion.ImportedComment(
        key=entry.id,
        parent_key=entry.parent,
        reader_id=found.readers[reader].local_id if reader is not None else None,
        guest_id=found.guests.get(entry.id),
        guest_name=entry.author.guest,
        text=entry.text,
        language=found.articles[entry.article].locale.language_code,
        status=Comment.Status(entry.status.upper()),
        posted_at=entry.posted_at,
        removal_rule=moderation.public_name(removal.rule) if removal else "",
        html=html.get(entry.id),
    )


def _record_removals(given: Sequence[Given], numbers: dict[str, int]) -> None:
    removed = [each.entry for each in given if each.entry.status == "removed"]
    if not removed:
        return
    moderation.record_past_removals(
        removals=[
            moderation.PastRemoval(
                comment_id=numbers[entry.id],
                rule=(entry.removal and entry.removal.rule) or ELSEWHERE,
                explanation=(entry.removal and entry.removal.explanation)
                or DECIDED_ELSEWHERE,
                issued_at=entry.removal.at if entry.removal else entry.posted_at,
            )
            for entry in removed
        ]
    )


def _new_id(given: Given, number: int, found: _Found, run: ImportRun) -> ForeignId:
    entry: Entry = given.entry
    article = found.articles[entry.article]
    thread = found.thread(entry)
    form = run.form(
        given,
        ends=blanks.ends_of(entry.text),
        name_ends=blanks.ends_of(entry.author.guest),
        unsaid=_unsaid(entry),
        # Where languages share a thread, it does not tell under which it stands.
        article=article.pk if thread.key.startswith(STORY) else None,
    )
    return id_of(Kind.COMMENT, given, number, form=form)


def _unsaid(entry: Entry) -> list[str]:
    """Return what a removal left empty, and we cannot."""
    if entry.removal is None:
        return []
    words = {"rule": entry.removal.rule, "explanation": entry.removal.explanation}
    return [name for name, said in words.items() if not said]


def _lines_of(numbers: list[int], desk: Desk) -> Iterator[tuple[int, str]]:
    comments = list(Comment.objects.filter(pk__in=numbers).select_related("thread"))
    homes = homes_of_threads({comment.thread for comment in comments})
    return comment_lines(comments, homes=homes, desk=desk)
