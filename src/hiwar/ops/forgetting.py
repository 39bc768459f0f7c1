"""Whom an operator means who has to delete what is known of somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hiwar.accounts import actions as accounts
from hiwar.accounts import selectors
from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment


@dataclass(frozen=True, kw_only=True)
class Found:
    """Somebody, and how much of theirs there is."""

    author: Reader | Guest
    name: str
    number_of_comments: int

    @property
    def is_reader(self) -> bool:
        return isinstance(self.author, Reader)


def find(*, who: str = "", comment_id: int | None = None) -> tuple[Found, ...]:
    """Return the author of a guest's comment, or whoever has that name or address.

    An address finds guests who gave it, too. A name finds a reader alone: the guests
    of a name may be many people, of whom one has asked.
    """
    if comment_id is not None:
        return tuple(_found(guest) for guest in _guests(comments=comment_id))
    if not who:
        return ()
    reader = selectors.find_reader(who)
    readers = [reader] if reader is not None and reader.erased_at is None else []
    guests = _guests(email__iexact=who.strip()) if "@" in who else []
    return (*map(_found, readers), *map(_found, guests))


@transaction.atomic
def forget_people(found: Sequence[Found], *, now: datetime) -> None:
    """Erase all of them, or nobody.

    Raises accounts.WorksForPaper.
    """
    for each in found:
        if isinstance(each.author, Reader):
            accounts.erase_reader(reader=each.author, now=now)
        else:
            accounts.erase_guest(guest=each.author, now=now)


def _guests(**which: object) -> list[Guest]:
    return list(Guest.objects.filter(erased_at=None, **which).order_by("id"))


def _found(author: Reader | Guest) -> Found:
    own = {"reader": author} if isinstance(author, Reader) else {"guest": author}
    return Found(
        author=author,
        name=str(author),
        number_of_comments=Comment.objects.filter(**own).count(),
    )
