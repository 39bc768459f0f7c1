"""Who may moderate, and who leads those who do: asked by doors and lists alike."""

from typing import Final, TypeGuard

from hiwar.accounts.models import Reader

MODERATE: Final = "moderation.moderate"
# Who may see how single moderators decide is who leads them.
LEAD: Final = "moderation.see_moderators"


def may_moderate(reader: object) -> TypeGuard[Reader]:
    return isinstance(reader, Reader) and reader.has_perm(MODERATE)


def leads_moderators(reader: Reader) -> bool:
    """Return whether `reader` is asked about what moderators hand on."""
    return reader.has_perm(LEAD)
