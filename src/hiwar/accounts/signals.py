"""What accounts tell the packages above. Sent inside the action's transaction."""

from django.dispatch import Signal

# What others see of a reader has changed: the name or the picture.
# Argument: reader_id.
reader_renamed = Signal()

# Nothing is known of a reader any more, and nothing of what they wrote may be.
# Arguments: reader_id, emails (all that were theirs), now.
reader_erased = Signal()

# The same of a guest. Arguments: guest_id, emails, now.
guest_erased = Signal()

# What others see of a guest has changed, in all that they wrote. Argument: guest_id.
guest_renamed = Signal()
