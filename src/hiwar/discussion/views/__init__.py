"""Screens of a discussion: what is sent in, and what one reader alone may see."""

from .own import me, mine, withdraw_comment
from .posting import post_comment, preview_comment

__all__ = ["me", "mine", "post_comment", "preview_comment", "withdraw_comment"]
