"""What accounts tell the packages above. Sent inside the action's transaction."""

from django.dispatch import Signal

# What others see of a reader has changed: the name or the picture.
# Argument: reader_id.
reader_renamed = Signal()

# What others see of a guest has changed, in all that they wrote. Argument: guest_id.
guest_renamed = Signal()
