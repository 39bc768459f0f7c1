"""Comments that were written elsewhere, many at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Case, Count, Max, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from hiwar.discussion import signals
from hiwar.discussion.composing import check_past_name, compose
from hiwar.discussion.models import LONGEST_IMPORTED_COMMENT, Comment, Thread
from hiwar.kernel import changes
from hiwar.kernel.errors import Conflict
from hiwar.kernel.text.skeleton import skeleton

Status = Comment.Status

# What a changed line of a second import brings up to date.
KEPT_UP_TO_DATE = (
    "reader",
    "guest",
    "guest_name",
    "guest_skeleton",
    "text",
    "html",
    "language",
    "status",
    "posted_at",
    "withdrawn_at",
    "removal_rule",
)


class ImportRefused(Conflict):
    """About the entry with `key`, so that an importer can name its line."""

    code = "import_refused"

    def __init__(self, *, key: str) -> None:
        super().__init__()
        self.key = key


class ParentElsewhere(ImportRefused):
    code = "parent_elsewhere"
    message = _("What this comment answers does not stand in the same discussion.")


class CommentMoved(ImportRefused):
    code = "comment_moved"
    message = _("This comment has been imported before, in another place.")


@dataclass(frozen=True, kw_only=True)
class ImportedComment:
    """A comment as it was elsewhere: with a `reader_id` or a `guest_id`, not both."""

    # The other system's own name for it, and for what it answers.
    key: str
    parent_key: str | None = None
    reader_id: int | None = None
    guest_id: int | None = None
    guest_name: str = ""
    text: str
    # Of the story; the text may show that it is in another.
    language: str
    status: Comment.Status | str = Comment.Status.PUBLISHED
    posted_at: datetime
    # The public name of the rule that it was removed by.
    removal_rule: str = ""
    # The text as `kernel.text.markup` renders it, if that has been done already.
    html: str | None = None


@transaction.atomic
def import_comments(
    *, thread: Thread, entries: Sequence[ImportedComment], ids: Mapping[str, int]
) -> dict[str, int]:
    """Write `entries` to `thread` and return the number of each comment by its key.

    `ids` are the numbers of comments imported before, by key: those among `entries`
    are brought up to date, but for what was erased here; the others may be answered. A
    parent comes before its replies. Nothing is screened or counted by limits, what a
    guest was called is kept as it was, and a text may be as long as imported text may.

    Raises CommentEmpty, CommentTooLong, CommentUnreadable, GuestNameUnusable,
    ParentElsewhere or CommentMoved; nothing is written then.
    """
    comments = {entry.key: _composed(thread, entry) for entry in entries}

    # Check. The lock keeps the numbers of the thread exact while others post.
    Thread.objects.select_for_update().get(pk=thread.pk)
    known = _find_known(entries, ids)
    for entry in entries:
        _check_place(entry, thread, known, comments)

    # Change.
    placed = dict(known)
    for generation in _generations(entries, known):
        for entry in generation:
            _stand_under(comments[entry.key], placed.get(entry.parent_key or ""))
        saved = Comment.objects.bulk_create([comments[e.key] for e in generation])
        placed.update(zip((e.key for e in generation), saved, strict=True))
    _bring_up_to_date(comments, known)
    roots = (placed[entry.key].root_id for entry in entries)
    _count(thread, {root for root in roots if root is not None})

    # Tell.
    changes.record(f"thread:{thread.pk}")
    _tell_status(comments, known)
    return {entry.key: placed[entry.key].pk for entry in entries}


def _composed(thread: Thread, entry: ImportedComment) -> Comment:
    composed = compose(
        entry.text,
        language=entry.language,
        longest=LONGEST_IMPORTED_COMMENT,
        html=entry.html,
    )
    name = check_past_name(entry.guest_name) if entry.guest_id else ""
    return Comment(
        thread=thread,
        reader_id=entry.reader_id,
        guest_id=entry.guest_id,
        guest_name=name,
        guest_skeleton=skeleton(name) if name else "",
        text=composed.text,
        html=composed.html,
        language=composed.language,
        status=entry.status,
        posted_at=entry.posted_at,
        # When exactly is not known; that it was taken back by its author is.
        withdrawn_at=entry.posted_at if entry.status == Status.WITHDRAWN else None,
        removal_rule=entry.removal_rule if entry.status == Status.REMOVED else "",
    )


def _find_known(
    entries: Sequence[ImportedComment], ids: Mapping[str, int]
) -> dict[str, Comment]:
    """Return by key what was imported before and is named in `entries`."""
    named = {key for entry in entries for key in (entry.key, entry.parent_key) if key}
    keys = {ids[key]: key for key in named if key in ids}
    rows = (
        Comment.objects.filter(pk__in=keys)
        .only("thread_id", "parent_id", "root_id", "status")
        .annotate(was_erased=Case(When(text="", then=True), default=False))
    )
    return {keys[comment.pk]: comment for comment in rows}


def _check_place(
    entry: ImportedComment,
    thread: Thread,
    known: Mapping[str, Comment],
    comments: Mapping[str, Comment],
) -> None:
    parent = None
    if entry.parent_key is not None:
        parent = known.get(entry.parent_key) or comments.get(entry.parent_key)
        if parent is None or parent.thread_id != thread.pk:
            raise ParentElsewhere(key=entry.key)
    if (before := known.get(entry.key)) is None:
        return
    parent_id = parent.pk if parent else None
    if before.thread_id != thread.pk or before.parent_id != parent_id:
        raise CommentMoved(key=entry.key)


def _generations(
    entries: Sequence[ImportedComment], known: Mapping[str, Comment]
) -> Iterator[list[ImportedComment]]:
    """Yield the new ones so that what is answered is always written before."""
    depths: dict[str, int] = {}
    for entry in entries:
        if entry.key not in known:
            depths[entry.key] = depths.get(entry.parent_key or "", -1) + 1
    new = [entry for entry in entries if entry.key in depths]
    new.sort(key=lambda entry: depths[entry.key])
    for _depth, generation in groupby(new, key=lambda entry: depths[entry.key]):
        yield list(generation)


def _stand_under(comment: Comment, parent: Comment | None) -> None:
    if parent is not None:
        comment.parent_id = parent.pk
        comment.root_id = parent.root_id or parent.pk


def _bring_up_to_date(
    comments: Mapping[str, Comment], known: Mapping[str, Comment]
) -> None:
    changed = []
    for key in _to_change(comments, known):
        comment, before = comments[key], known[key]
        comment.pk = before.pk
        comment.parent_id, comment.root_id = before.parent_id, before.root_id
        changed.append(comment)
    Comment.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=KEPT_UP_TO_DATE,
    )


def _to_change(
    comments: Mapping[str, Comment], known: Mapping[str, Comment]
) -> list[str]:
    """Return the keys of what is there already; what was erased stays erased."""
    return sorted(
        key
        for key in comments.keys() & known.keys()
        if not vars(known[key])["was_erased"]
    )


def _tell_status(comments: Mapping[str, Comment], known: Mapping[str, Comment]) -> None:
    """Tell what waits now, and what has become something else."""
    held = [
        comment.pk
        for key, comment in comments.items()
        if comment.status == Status.PENDING and key not in known
    ]
    changed = [
        comments[key].pk
        for key in _to_change(comments, known)
        if comments[key].status != known[key].status
    ]
    if held:
        signals.comment_held.send(sender=Comment, comment_ids=held)
    if changed:
        signals.comment_status_changed.send(sender=Comment, comment_ids=changed)


def _count(thread: Thread, roots: set[int]) -> None:
    """Count what is shown anew: exact after any change, however often it is run."""
    shown = thread.comments.visible()
    Thread.objects.filter(pk=thread.pk).update(
        **shown.aggregate(
            number_of_comments=Count("id"), last_comment_at=Max("posted_at")
        )
    )
    replies = (
        Comment.objects.filter(root=OuterRef("pk"))
        .visible()
        .values("root")
        .annotate(number=Count("id"))
        .values("number")
    )
    Comment.objects.filter(pk__in=roots).update(
        number_of_replies=Coalesce(Subquery(replies), 0)
    )
