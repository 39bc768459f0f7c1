"""One batch of lines, written whole or not at all."""

from django.db import transaction

from hiwar.interop.archive.batches import Batch

from .articles import write_articles
from .comments import write_comments
from .place import Place
from .readers import write_readers

__all__ = ["Place", "write_batch"]


@transaction.atomic
def write_batch(*, batch: Batch, place: Place) -> None:
    """Write what is new or changed in `batch`; what is here as it is said stays.

    Raises BadLine for what only the writing shows: then nothing of it is written.
    """
    write_readers(given=batch.readers, place=place)
    write_articles(given=batch.articles, place=place)
    write_comments(given=batch.comments, html=batch.html, place=place)
