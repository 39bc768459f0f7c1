"""Opening a thread, and keeping what it knows of its story."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiwar.discussion.models import LONGEST_NOTE, Comment, Thread
from hiwar.kernel import changes
from hiwar.kernel.errors import Invalid

BATCH = 500
SLOWEST = 24 * 60


class NoteTooLong(Invalid):
    code = "note_too_long"
    message = _("A note has at most 300 characters.")
    field = "note"


class PaceUnusable(Invalid):
    code = "pace_unusable"
    message = _("A discussion can be slowed by a day at most.")
    field = "minutes"


@transaction.atomic
def open_thread(
    *,
    key: str,
    title: str,
    address: str,
    mode: Thread.Mode | str = Thread.Mode.OPEN,
    is_public: bool = True,
    section: str = "",
    opened_at: datetime,
    closes_at: datetime | None = None,
) -> Thread:
    """Open the thread with `key`, or bring the one there is up to date.

    Its comments stay as they are: a thread that is no longer public keeps them, but
    nobody reads or writes there. What moderators did with it stays, too: one that they
    closed is not opened by a new version of its story.
    """
    thread, _is_new = Thread.objects.update_or_create(
        key=key,
        defaults={
            "title": title,
            "address": address,
            "mode": mode,
            "is_public": is_public,
            "section": section,
            "opened_at": opened_at,
            "closes_at": closes_at,
        },
    )
    changes.record(f"thread:{thread.pk}")
    return thread


@transaction.atomic
def close_thread(*, thread: Thread, note: str, now: datetime) -> None:
    """Close a discussion, whatever its story says, with a `note` for its readers.

    One that has been closed gets the new note.

    Raises NoteTooLong.
    """
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    _set(thread, closed_at=now, closing_note=note)


@transaction.atomic
def reopen_thread(*, thread: Thread) -> None:
    """Let people write again where a moderator closed; its story may still say no."""
    _set(thread, closed_at=None, closing_note="")


@transaction.atomic
def slow_thread(*, thread: Thread, minutes: int) -> None:
    """Take one comment from each author in so many minutes; zero: as anywhere.

    Raises PaceUnusable.
    """
    if not 0 <= minutes <= SLOWEST:
        raise PaceUnusable
    _set(thread, slow_minutes=minutes)


def _set(thread: Thread, **values: object) -> None:
    # The lock: who is writing there at this moment ends first.
    Thread.objects.select_for_update().get(pk=thread.pk)
    Thread.objects.filter(pk=thread.pk).update(**values)
    changes.record(f"thread:{thread.pk}")


@transaction.atomic
def record_threads_of(
    *, reader_id: int | None = None, guest_id: int | None = None
) -> None:
    """Record each thread in which comments of a reader or guest are shown, as changed.

    In batches: somebody who wrote in a hundred thousand threads fills no memory.
    """
    own = Q(reader=reader_id) if reader_id is not None else Q(guest=guest_id)
    shown = Comment.objects.filter(own).visible()
    threads = shown.order_by().values_list("thread_id", flat=True).distinct()
    for batch in batches(threads.iterator(chunk_size=BATCH)):
        changes.record(*(f"thread:{thread_id}" for thread_id in batch))


def batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield them BATCH at a time (Python 3.11 has no `itertools.batched`)."""
    rest = iter(numbers)
    while batch := list(islice(rest, BATCH)):
        yield batch
