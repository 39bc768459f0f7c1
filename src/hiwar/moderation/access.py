"""The door to deciding: for moderators only, and to any comment."""

from hiwar.accounts.models import Reader
from hiwar.discussion import access
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import NotFound

MODERATE = "moderation.moderate"


def comment_to_decide(*, comment_id: int, reader: object) -> Comment:
    """Return a comment, hidden or not, to a moderator; to others nothing is here."""
    if not may_moderate(reader):
        raise NotFound
    return access.comment_to_decide(comment_id=comment_id)


def may_moderate(reader: object) -> bool:
    return isinstance(reader, Reader) and reader.has_perm(MODERATE)
