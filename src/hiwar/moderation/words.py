"""What people write to moderators: kept as typed, measured, never cut."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiwar.kernel import dates
from hiwar.kernel.errors import Invalid
from hiwar.kernel.text import markup, normalise


class WordsMissing(Invalid):
    code = "words_missing"
    message = _("Please write something here.")

    def __init__(self, *, field: str) -> None:
        super().__init__()
        self.field = field


class WordsTooLong(Invalid):
    code = "words_too_long"

    def __init__(self, *, field: str, length: int, longest: int) -> None:
        super().__init__()
        self.field = field
        self.length = length
        self.longest = longest

    def __str__(self) -> str:
        return gettext(
            "This may have at most %(longest)s characters. It has %(length)s."
        ) % {
            "longest": dates.number(self.longest),
            "length": dates.number(self.length),
        }


class WordsUnreadable(Invalid):
    code = "words_unreadable"
    message = _("This text has characters in it that cannot be kept.")

    def __init__(self, *, field: str) -> None:
        super().__init__()
        self.field = field


def check(text: str, *, field: str, longest: int, may_be_empty: bool = False) -> str:
    """Return `text` as it is kept; `field` is what a refusal is about.

    Raises WordsMissing, WordsTooLong or WordsUnreadable.
    """
    try:
        kept = normalise.normalise(text).strip()
    except normalise.TextRefused:
        raise WordsUnreadable(field=field) from None
    if len(kept) > longest:
        raise WordsTooLong(field=field, length=len(kept), longest=longest)
    if markup.looks_empty(kept):
        if not may_be_empty:
            raise WordsMissing(field=field)
        return ""
    return kept
