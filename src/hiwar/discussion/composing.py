"""What becomes of a text that somebody typed: cleaned, measured, rendered once.

Posted and imported text go the same way; only how long they may be differs.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import Invalid
from hiwar.kernel.text import direction, markup, normalise

from .models import LONGEST_COMMENT, LONGEST_PAST_NAME


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A text as it is kept, and as it is shown."""

    text: str
    html: str
    language: str


class CommentEmpty(Invalid):
    code = "comment_empty"
    message = _("There is nothing to read in this comment yet.")
    field = "text"


class CommentTooLong(Invalid):
    code = "comment_too_long"
    field = "text"

    def __init__(self, *, length: int, longest: int) -> None:
        super().__init__()
        self.length = length
        self.longest = longest

    def __str__(self) -> str:
        return gettext(
            "A comment may have at most %(longest)s characters."
            " This one has %(length)s."
        ) % {"longest": self.longest, "length": self.length}


class CommentUnreadable(Invalid):
    code = "comment_unreadable"
    message = _("This text has characters in it that cannot be kept.")
    field = "text"


class GuestNameUnusable(Invalid):
    code = "guest_name_unusable"
    message = _("This name of a guest is empty, too long, or cannot be kept.")


def check_text(text: str, *, longest: int = LONGEST_COMMENT) -> str:
    """Return `text` as it is kept. It is refused, never cut.

    Raises CommentEmpty, CommentTooLong or CommentUnreadable.
    """
    try:
        kept = normalise.normalise(text)
    except normalise.TextRefused:
        raise CommentUnreadable from None
    if len(kept) > longest:
        raise CommentTooLong(length=len(kept), longest=longest)
    if markup.looks_empty(kept):
        raise CommentEmpty
    return kept


def check_past_name(name: str) -> str:
    """Return what a guest was called elsewhere, as it was, if it can be kept at all.

    Raises GuestNameUnusable.
    """
    try:
        kept = normalise.normalise(name)
    except normalise.TextRefused:
        raise GuestNameUnusable from None
    if markup.looks_empty(kept) or len(kept) > LONGEST_PAST_NAME:
        raise GuestNameUnusable
    return kept


def compose(
    text: str, *, language: str, longest: int = LONGEST_COMMENT, html: str | None = None
) -> Composed:
    """Return what is kept and shown of `text`.

    `language` is that of the page it was typed on, which decides where the letters of
    the text could be of several languages. `html` is what `markup.render` makes of the
    text, where that has been asked already.

    Raises CommentEmpty, CommentTooLong or CommentUnreadable.
    """
    kept = check_text(text, longest=longest)
    return Composed(
        text=kept,
        html=markup.render(kept) if html is None else html,
        language=direction.language(kept, among=_spoken(), fallback=language),
    )


@cache
def _spoken() -> tuple[str, ...]:
    return tuple(code for code, _name in settings.LANGUAGES)
