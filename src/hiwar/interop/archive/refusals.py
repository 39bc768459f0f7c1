"""Why an archive, or a line of it, cannot be taken."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import Conflict, Invalid


def printable(value: object) -> str:
    """Return what was given, short and safe to print on a console."""
    text = str(value)
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _sentence(reason: object, words: dict[str, object]) -> object:
    """Return `reason` with `words` in it, which may be anything that somebody sent."""
    shown = {name: printable(word) for name, word in words.items()}
    return str(reason) % shown if words else reason


class ArchiveRefused(Invalid):
    """A file that cannot be taken at all; `reason` is a whole sentence."""

    code = "archive_refused"
    message = _("This file is not an archive.")

    def __init__(self, reason: object = "", /, **words: object) -> None:
        super().__init__()
        self.reason = _sentence(reason, words)

    def __str__(self) -> str:
        return str(self.reason or self.message)


class BadLine(Invalid):
    """A line that cannot be taken. `reason` is a whole sentence about it."""

    code = "bad_line"

    def __init__(self, reason: object, /, *, number: int = 0, **words: object) -> None:
        super().__init__()
        self.reason = _sentence(reason, words)
        self.number = number

    def __str__(self) -> str:
        return gettext("Line %(number)s: %(reason)s") % {
            "number": self.number,
            "reason": self.reason,
        }


class NothingPublished(Conflict):
    code = "nothing_published"
    message = _("There is nothing to export yet: no story has been published.")
