"""Topics of the change log by which this package tells what has changed."""

from typing import Final

# The topic that every page knows: who may write and how long stands under every story.
PAPER: Final = "paper"
# No page shows how comments are screened.
SCREENING: Final = "screening"
