"""Why an archive, or a line of it, cannot be taken."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.errors import Conflict, Invalid


class ArchiveRefused(Invalid):
    """A file that cannot be taken at all; `reason` is a whole sentence."""

    code = "archive_refused"
    message = _("This file is not an archive.")

    def __init__(self, reason: object = "") -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason or self.message)


class BadLine(Invalid):
    """A line that cannot be taken. `reason` is a whole sentence about it."""

    code = "bad_line"

    def __init__(self, reason: object, *, number: int = 0) -> None:
        super().__init__()
        self.reason = reason
        self.number = number

    def __str__(self) -> str:
        return gettext("Line %(number)s: %(reason)s") % {
            "number": self.number,
            "reason": self.reason,
        }


class NothingPublished(Conflict):
    code = "nothing_published"
    message = _("There is nothing to export yet: no story has been published.")
