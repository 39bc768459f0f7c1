"""What the packages above are told, inside the transaction in which it happened.

Whoever listens only records or queues something: a comment is not there for anybody
before the transaction has ended.
"""

from django.dispatch import Signal

# comment_ids: what somebody posted waits for a moderator before anybody sees it.
comment_held = Signal()

# comment_ids: their status is another one than before, whoever changed it.
comment_status_changed = Signal()
