"""Where changes are told, for those who listen without Django's models."""

from typing import Final

# On PostgreSQL each row of the log is told here, as "id topic", when it is committed.
CHANNEL: Final = "hiwar_changes"
