"""Which topics of the change log the public pages of moderation know."""

from typing import Final

# Rules, log and figures: recorded with every decision and appeal, and every report.
OUTSIDE: Final = "moderation"
