"""What moderation tells its own worker, in the transaction in which it came about."""

from django.dispatch import Signal

# A letter may leave from `at` on: `letter` is one of letters.Kind, `number` the id of
# the statement, the notice or the appeal that it is about.
letter_due = Signal()
