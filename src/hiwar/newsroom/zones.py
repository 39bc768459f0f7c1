"""Time zones that a paper can be in: those that are named after a place."""

import re
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PLACE: Final = re.compile(
    "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"
)


@cache
def list_zones() -> list[tuple[str, str]]:
    """Return names and what people call them: `Asia/Beirut`, `Asia/Beirut`."""
    placed = (zone for zone in available_timezones() if _PLACE.fullmatch(zone))
    return [(zone, zone.replace("_", " ")) for zone in (*sorted(placed), "UTC")]


def validate_zone(name: str) -> None:
    """Refuse a name that this machine knows no zone for: every page needs it."""
    if name not in available_timezones():
        raise ValidationError(_("There is no such time zone."))
