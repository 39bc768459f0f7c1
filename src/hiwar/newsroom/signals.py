"""What the newsroom tells the packages above, inside the transaction that does it."""

from django.dispatch import Signal

# article_id. Sent at each publication, the first and every later one.
article_published = Signal()
# article_id. Sent when an article is taken off the site, or deleted.
article_unpublished = Signal()
