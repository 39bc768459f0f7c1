"""What moderators and readers see of moderation, one module for each subject."""

from .comments import decide, desk_comments, desk_decide

__all__ = ["decide", "desk_comments", "desk_decide"]
