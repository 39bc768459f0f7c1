"""What a moderator should know of an author: history, earlier decisions, names used."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from hiwar.accounts import standing
from hiwar.accounts.models import Guest, Reader, Restriction
from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment, CommentQuerySet
from hiwar.kernel import dates
from hiwar.moderation.models import Decision, DecisionTarget, Note

from .decided import DecidedView, decided_view
from .rows import excerpt

# What is counted of somebody who has written for years.
MOST_COUNTED = 1_000
RECENT = 6
DECISIONS = 8
NAMES = 8

Status = Comment.Status


@dataclass(frozen=True, kw_only=True)
class RecentView:
    id: int
    excerpt: str
    language: str
    status: str
    posted_at: datetime
    title: str


@dataclass(frozen=True, kw_only=True)
class NoteView:
    moderator: str
    text: str
    written_at: datetime
    is_about_author: bool


@dataclass(frozen=True, kw_only=True)
class HistoryView:
    """An author's history; of the newest thousand comments when there are more."""

    author: discussion.AuthorView
    since: datetime
    published: int
    removed: int
    held: int
    withdrawn: int
    is_capped: bool
    # What a guest called themselves, the newest first.
    names: tuple[str, ...]
    # What holds for them now, in words.
    restrictions: tuple[str, ...]
    # Never held; a guest cannot be.
    is_trusted: bool
    recent: tuple[RecentView, ...]
    decisions: tuple[DecidedView, ...]


def get_history_view(*, comment: Comment, now: datetime) -> HistoryView:
    """Return the history of who wrote `comment`, in queries that do not grow."""
    person = comment.reader or comment.guest
    assert person is not None
    newest = _comments_of(person).order_by("-posted_at", "-id")
    rows = list(newest.values_list("pk", "status", "guest_name")[: MOST_COUNTED + 1])
    counted = rows[:MOST_COUNTED]
    statuses = Counter(status for _pk, status, _name in counted)
    names = dict.fromkeys(name for _pk, _status, name in counted if name)
    return HistoryView(
        author=discussion.author_view(comment),
        since=person.joined_at if isinstance(person, Reader) else person.first_seen_at,
        published=statuses[Status.PUBLISHED],
        removed=statuses[Status.REMOVED],
        held=statuses[Status.PENDING],
        withdrawn=statuses[Status.WITHDRAWN],
        is_capped=len(rows) > MOST_COUNTED,
        names=tuple(names)[:NAMES],
        restrictions=tuple(map(_in_words, standing.list_in_force(person, now))),
        is_trusted=isinstance(person, Reader) and person.is_trusted,
        recent=tuple(_recent(newest.exclude(pk=comment.pk))),
        decisions=tuple(_decisions(person, [pk for pk, _status, _name in counted])),
    )


def list_notes(*, comment: Comment) -> tuple[NoteView, ...]:
    """Return what moderators noted about a comment and its author, oldest first."""
    person = (
        Q(reader=comment.reader_id) if comment.reader_id else Q(guest=comment.guest_id)
    )
    notes = Note.objects.filter(person | Q(comment=comment)).select_related("moderator")
    return tuple(
        NoteView(
            moderator=note.moderator.name,
            text=note.text,
            written_at=note.written_at,
            is_about_author=note.comment_id is None,
        )
        for note in notes.order_by("written_at", "id")
    )


def _in_words(restriction: Restriction) -> str:
    if restriction.until is None:
        return restriction.get_kind_display()
    return gettext("%(restriction)s, until %(moment)s") % {
        "restriction": restriction.get_kind_display(),
        "moment": dates.moment(restriction.until),
    }


def _comments_of(person: Reader | Guest) -> CommentQuerySet:
    field = "reader" if isinstance(person, Reader) else "guest"
    return Comment.objects.filter(**{field: person.pk})


def _recent(newest: CommentQuerySet) -> list[RecentView]:
    rows = newest.select_related("thread")[:RECENT]
    return [
        RecentView(
            id=row.pk,
            excerpt=excerpt(row.html),
            language=row.language,
            status=row.status,
            posted_at=row.posted_at,
            title=row.thread.title,
        )
        for row in rows
    ]


def _decisions(person: Reader | Guest, comments: list[int]) -> list[DecidedView]:
    """Return the newest decisions about somebody and what they wrote lately."""
    of_person = (
        Q(reader=person.pk) if isinstance(person, Reader) else Q(guest=person.pk)
    )
    about = DecisionTarget.objects.filter(of_person | Q(comment__in=comments))
    numbers = about.order_by("-decision_id").values_list("decision_id", flat=True)
    newest = list(dict.fromkeys(numbers[: DECISIONS * 3]))[:DECISIONS]
    rows = (
        Decision.objects.filter(pk__in=newest)
        .exclude(outcome=Decision.Outcome.KEEP)
        .select_related("moderator")
        .order_by("-issued_at", "-id")
    )
    return [decided_view(row) for row in rows]
