"""What moderators do with what waits, besides deciding: look, hand on, leave a note."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import Conflict
from hiwar.moderation import access, words
from hiwar.moderation.models import Note, QueueItem
from hiwar.moderation.models.queue import A_CLAIM_LASTS

from .decisions import NotAModerator

LONGEST_NOTE = 1_000


class ClaimedByAnother(Conflict):
    code = "claimed_by_another"
    message = _("%(name)s is looking at this.")

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.name = name

    def __str__(self) -> str:
        return str(self.message) % {"name": self.name}


class AlreadyEscalated(Conflict):
    code = "already_escalated"
    message = _("This has been handed on to an editor already.")


@transaction.atomic
def claim(*, item: QueueItem, moderator: Reader, now: datetime) -> None:
    """Let the others see that `moderator` looks at `item`, for some minutes.

    Nobody looks at two things: what they looked at before is free again.

    Raises NotAModerator or ClaimedByAnother.
    """
    _check(moderator)
    free = (
        Q(claimed_by=None)
        | Q(claimed_by=moderator)
        | Q(claimed_at__lt=now - A_CLAIM_LASTS)
    )
    taken = QueueItem.objects.filter(free, pk=item.pk).update(
        claimed_by=moderator, claimed_at=now
    )
    if not taken:
        held = QueueItem.objects.select_related("claimed_by").filter(pk=item.pk).first()
        if held and held.claimed_by:
            raise ClaimedByAnother(name=held.claimed_by.name)
    others = QueueItem.objects.filter(claimed_by=moderator).exclude(pk=item.pk)
    others.update(claimed_by=None, claimed_at=None)


@transaction.atomic
def release(*, item: QueueItem, moderator: Reader) -> None:
    """Let the others have `item`, if it was `moderator` who looked at it.

    Raises NotAModerator.
    """
    _check(moderator)
    QueueItem.objects.filter(pk=item.pk, claimed_by=moderator).update(
        claimed_by=None, claimed_at=None
    )


@transaction.atomic
def escalate(*, item: QueueItem, moderator: Reader, now: datetime) -> None:
    """Hand `item` on to an editor; nobody else is asked about it by the queue.

    Raises NotAModerator or AlreadyEscalated.
    """
    _check(moderator)
    changed = QueueItem.objects.filter(pk=item.pk, escalated_at=None).update(
        escalated_at=now, escalated_by=moderator, claimed_by=None, claimed_at=None
    )
    if not changed:
        raise AlreadyEscalated


@transaction.atomic
def take_back(*, item: QueueItem, moderator: Reader) -> None:
    """Put `item` back among what every moderator is asked about.

    Raises NotAModerator.
    """
    _check(moderator)
    QueueItem.objects.filter(pk=item.pk).update(escalated_at=None, escalated_by=None)


@transaction.atomic
def write_note(
    *, moderator: Reader, about: Comment | Reader | Guest, text: str, now: datetime
) -> Note:
    """Leave a note for the other moderators. Nobody else ever reads it.

    Raises NotAModerator, WordsMissing, WordsTooLong or WordsUnreadable.
    """
    _check(moderator)
    text = words.check(text, field="text", longest=LONGEST_NOTE)
    return Note.objects.create(
        moderator=moderator,
        comment=about if isinstance(about, Comment) else None,
        reader=about if isinstance(about, Reader) else None,
        guest=about if isinstance(about, Guest) else None,
        text=text,
        written_at=now,
    )


def _check(moderator: Reader) -> None:
    if not access.may_moderate(moderator):
        raise NotAModerator
