"""The door to deciding: for moderators only, and to any comment."""

from typing import TypeGuard

from hiwar.accounts.models import Reader
from hiwar.discussion import access
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import NotFound

MODERATE = "moderation.moderate"


def moderator(reader: object) -> Reader:
    """Return `reader`, who may moderate. To others there is nothing here."""
    if not may_moderate(reader):
        raise NotFound
    return reader


def comment_to_decide(*, comment_id: int, reader: object) -> Comment:
    """Return a comment, hidden or not, to a moderator."""
    moderator(reader)
    return access.comment_to_decide(comment_id=comment_id)


def may_moderate(reader: object) -> TypeGuard[Reader]:
    return isinstance(reader, Reader) and reader.has_perm(MODERATE)
