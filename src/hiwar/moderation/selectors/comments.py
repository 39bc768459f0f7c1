"""What a moderator's list shows: questions put to the tables, so it cannot drift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import unescape

from django.db.models import Prefetch
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment, CommentQuerySet, Thread
from hiwar.kernel.errors import NotFound
from hiwar.moderation.models import DecisionTarget
from hiwar.moderation.rules import public_name

A_PAGE = 30
# Above the newest stands what waits; more of it in the list of what is held.
WAITING_SHOWN = 20
# As much of a comment as a row of the list takes; the rest is a click away.
EXCERPT = 240

Status = Comment.Status


class Filter(StrEnum):
    ALL = "all"
    HELD = "held"
    PUBLISHED = "published"
    REMOVED = "removed"


# What screening finds, in words for a moderator.
FINDINGS = {
    "held_thread": _("everything is held in this discussion"),
    "first_comment_of_guest": _("first comment of a guest"),
    "held_word": _("held word"),
    "borrowed_name": _("name of a registered reader"),
}


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    outcome: str
    rule: str
    explanation: str
    # Empty when it was decided elsewhere.
    moderator: str
    issued_at: datetime


@dataclass(frozen=True, kw_only=True)
class FindingView:
    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """A comment as a moderator sees it, and why it was held."""

    id: int
    author: discussion.AuthorView
    html: SafeString
    # Its beginning as plain text, when it is long; else empty.
    excerpt: str
    language: str
    posted_at: datetime
    status: str
    thread_id: int
    title: str
    address: str
    findings: tuple[FindingView, ...]
    decisions: tuple[DecisionView, ...]

    @property
    def is_pending(self) -> bool:
        return self.status == Status.PENDING

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_removed(self) -> bool:
        return self.status == Status.REMOVED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == Status.WITHDRAWN


@dataclass(frozen=True, kw_only=True)
class DeskView:
    shown: Filter
    # The one discussion that is looked at, if it is only one.
    thread: Thread | None
    entries: tuple[EntryView, ...]
    # The `page` of those that follow.
    next_page: str | None
    number_waiting: int


def get_desk_view(*, shown: str = "", thread: str = "", page: str = "") -> DeskView:
    """Return a page of the moderator's list: what waits first, then the newest.

    By number, newest first, and not by time: an import of old comments is new, too.
    Raises NotFound for a filter, a discussion or a page that there is not.
    """
    chosen = _filter(shown)
    only = _thread(thread)
    comments = only.comments.all() if only else Comment.objects.all()
    rows = list(_rows(comments, chosen, _number(page))[: A_PAGE + 1])
    entries = rows[:A_PAGE]
    waiting = comments.pending().order_by("posted_at", "id")
    if chosen == Filter.ALL and not page:
        entries = [*_loaded(waiting)[:WAITING_SHOWN], *entries]
    return DeskView(
        shown=chosen,
        thread=only,
        entries=tuple(map(get_entry_view, entries)),
        next_page=str(rows[A_PAGE - 1].pk) if len(rows) > A_PAGE else None,
        number_waiting=waiting.count(),
    )


def count_waiting() -> int:
    return Comment.objects.pending().count()


def get_entry_view(comment: Comment) -> EntryView:
    """Return what a moderator sees of `comment`: all of it, unless it is withdrawn."""
    is_withdrawn = comment.status == Status.WITHDRAWN
    html = "" if is_withdrawn else comment.html
    return EntryView(
        id=comment.pk,
        author=discussion.author_view(comment, is_revealed=True),
        # Made safe by kernel.text.markup when it was written.
        html=mark_safe(html),  # noqa: S308
        excerpt=_excerpt(html),
        language=comment.language,
        posted_at=comment.posted_at,
        status=comment.status,
        thread_id=comment.thread_id,
        title=comment.thread.title,
        address=comment.thread.address,
        findings=tuple(_finding_views(comment)),
        decisions=tuple(_decision_views(comment)),
    )


def _filter(name: str) -> Filter:
    try:
        return Filter(name) if name else Filter.ALL
    except ValueError:
        raise NotFound from None


def _thread(number: str) -> Thread | None:
    wanted = _number(number)
    if wanted is None:
        return None
    try:
        return Thread.objects.get(pk=wanted)
    except Thread.DoesNotExist:
        raise NotFound from None


def _excerpt(html: str) -> str:
    # Paragraphs and lines are told apart by a blank, as they are to the eye.
    text = " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
    return Truncator(text).chars(EXCERPT) if len(text) > EXCERPT else ""


def _number(page: str) -> int | None:
    if not page:
        return None
    if not page.isascii() or not page.isdigit() or len(page) > 18:
        raise NotFound
    return int(page)


def _rows(
    comments: CommentQuerySet, chosen: Filter, after: int | None
) -> CommentQuerySet:
    """Return what the list shows of `comments` behind the one numbered `after`."""
    if chosen == Filter.HELD:
        # The longest waiting first.
        waiting = comments.pending().order_by("id")
        return _loaded(waiting if after is None else waiting.filter(pk__gt=after))
    if chosen == Filter.REMOVED:
        comments = comments.filter(status=Status.REMOVED)
    elif chosen == Filter.PUBLISHED:
        comments = comments.visible()
    else:
        comments = comments.exclude(status__in=[Status.PENDING, Status.WITHDRAWN])
    newest = comments.order_by("-id")
    return _loaded(newest if after is None else newest.filter(pk__lt=after))


def _loaded(comments: CommentQuerySet) -> CommentQuerySet:
    decided = DecisionTarget.objects.select_related("decision__moderator").order_by(
        "decision__issued_at", "decision_id"
    )
    return comments.select_related("thread", "reader", "guest").prefetch_related(
        "findings", Prefetch("decision_targets", queryset=decided)
    )


def _finding_views(comment: Comment) -> Iterable[FindingView]:
    for finding in comment.findings.all():
        name = FINDINGS.get(finding.name, finding.name)
        yield FindingView(name=str(name), words=finding.words)


def _decision_views(comment: Comment) -> Iterable[DecisionView]:
    for target in comment.decision_targets.all():
        decision = target.decision
        yield DecisionView(
            outcome=decision.get_outcome_display(),
            rule=gettext(public_name(decision.rule)) if decision.rule else "",
            explanation=decision.explanation,
            moderator=decision.moderator.name if decision.moderator else "",
            issued_at=decision.issued_at,
        )
