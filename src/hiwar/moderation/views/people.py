"""Who reports, objects and looks after what was decided about them."""

from typing import Any

from hiwar.discussion.views.people import guest_of, reader_of
from hiwar.kernel.errors import Invalid, Refusal, TooSoon

__all__ = ["field_of", "guest_of", "reader_of", "wait"]


def field_of(refusal: Refusal | None) -> str:
    """Return the name of the field that `refusal` is about, if it is about one."""
    return getattr(refusal, "field", "") if isinstance(refusal, Invalid) else ""


def wait(response: Any, refusal: Refusal | None) -> Any:
    """Say in the header, too, how long to wait."""
    if isinstance(refusal, TooSoon):
        response["Retry-After"] = str(refusal.retry_after)
    return response
