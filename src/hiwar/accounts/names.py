"""Whose name is it: which names a reader or a guest may take.

What a name is made of is `kernel.text.names`' question; here it is asked whether the
name is still free, and whether it looks like somebody else's.
"""

from functools import cache
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hiwar.kernel import errors, prepared, text
from hiwar.kernel.prepared import Given
from hiwar.kernel.text.names import Reason
from hiwar.kernel.text.skeleton import skeleton

from .models import Reader, ReservedName

# Names that speak for the paper. Whoever works for it may bear them, nobody else.
_OFFICES: Final = (
    "admin",
    "administrator",
    "editor",
    "editors",
    "the editor",
    "the editors",
    "editorial team",
    "guest",
    "hiwar",
    "moderator",
    "moderators",
    "the moderator",
    "newsroom",
    "root",
    "staff",
    "support",
    "system",
    "the newsroom",
    "webmaster",
    "إدارة الموقع",
    "الإدارة",
    "التحرير",
    "الضيف",
    "المحرر",
    "المحررة",
    "المشرف",
    "المشرفة",
    "المشرفون",
    "حوار",
    "زائر",
    "ضيف",
    "محرر",
    "مشرف",
    "هيئة التحرير",
)

_WORDS: Final[dict[Reason, str | Promise]] = {
    Reason.EMPTY: _("Please give a name."),
    Reason.TOO_LONG: _("A name has at most 40 characters."),
    Reason.CONTROL: _("This name has characters in it that nobody can see or type."),
    Reason.BIDI: _("This name has characters in it that turn the line around."),
    Reason.INVISIBLE: _("This name has invisible characters in it."),
    Reason.MARKS: _("This name has too many marks on one letter."),
    Reason.NO_LETTER: _("A name needs at least one letter or digit."),
    Reason.BADGE: _(
        "This name looks as if the paper had put a badge on it. Please leave that out."
    ),
}


_TAKEN = prepared.Query(
    lambda: (
        ReservedName.objects.filter(skeleton=Given("look"))
        .values_list("pk", flat=True)
        .union(
            Reader.objects.filter(skeleton=Given("look")).values_list("pk", flat=True),
            all=True,
        )
    )
)


class NameRefused(errors.Invalid):
    """A name that cannot be anybody's; `reason` says why."""

    code = "name_refused"
    message = _("This name cannot be used.")

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return str(_WORDS.get(self.reason, self.message))


class NameTaken(errors.Conflict):
    code = "name_taken"
    message = _("This name is taken, or looks like one that is.")


def reader_name(
    raw: str, *, reader: Reader | None = None, is_for_staff: bool = False
) -> str:
    """Return `raw` as the name that `reader`, or a new one, may bear.

    Raises NameRefused, or NameTaken when it looks like another reader's name, like one
    that is reserved for somebody else, or speaks for the paper without its leave.
    """
    name = _clean(raw)
    look = skeleton(name)
    if look in _offices() and not is_for_staff:
        raise NameTaken
    if _is_reserved(look, bearer=reader) or _is_readers(look, other_than=reader):
        raise NameTaken
    return name


def guest_name(raw: str) -> str:
    """Return `raw` as a name that a guest may take.

    Raises NameRefused, or NameTaken when it looks like a reader's, a member of staff's
    or a byline's.
    """
    name = _clean(raw)
    if not is_free(name):
        raise NameTaken
    return name


def imported_name(raw: str) -> str:
    """Return a name from elsewhere as it was, if a reader can bear it at all.

    Whether it is free is not asked: see `actions.import_reader`. Raises NameRefused.
    """
    return _clean(raw)


def is_free(name: str) -> bool:
    """Say whether no reader has a name that looks like this, and none is reserved."""
    look = skeleton(name)
    return look not in _offices() and _TAKEN.first(look=look) is None


def _clean(raw: str) -> str:
    try:
        return text.names.clean_name(raw)
    except text.names.NameRefused as refused:
        raise NameRefused(refused.reason) from refused


def _is_readers(look: str, *, other_than: Reader | None = None) -> bool:
    readers = Reader.objects.filter(skeleton=look)
    if other_than is not None:
        readers = readers.exclude(pk=other_than.pk)
    return readers.exists()


def _is_reserved(look: str, *, bearer: Reader | None = None) -> bool:
    reserved = ReservedName.objects.filter(skeleton=look)
    if bearer is not None:
        reserved = reserved.exclude(Q(bearer=bearer))
    return reserved.exists()


@cache
def _offices() -> frozenset[str]:
    return frozenset(map(skeleton, _OFFICES))
