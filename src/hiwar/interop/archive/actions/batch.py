"""What an import writes: its first line, then batch after batch."""

import json
from zoneinfo import ZoneInfo

from django.db import transaction

from hiwar.interop.archive import form, writing
from hiwar.interop.archive.batches import Batch
from hiwar.interop.archive.checking import Survey
from hiwar.interop.archive.parsing import parse_header
from hiwar.newsroom.actions.arrival import make_room
from hiwar.newsroom.selectors import get_paper

from .articles import write_articles
from .comments import write_comments
from .foreign_ids import Kind, keep_ids, new_id
from .readers import write_readers
from .run import ImportRun


@transaction.atomic
def write_header(*, survey: Survey, languages: frozenset[str]) -> None:
    """Let the paper have the archive's languages and time zone if it has none yet.

    `languages` are those that Hiwar speaks; others are named by no line.
    """
    header, value = parse_header(survey.header_line)
    spoken = [language for language in header.languages if language in languages]
    make_room(languages=spoken, time_zone=header.time_zone)
    ours = writing.write(header, ZoneInfo(get_paper().time_zone))
    kept = vars(header) | {
        "form": form.remember(survey.header_line, value=value, ours=ours)
    }
    keep_ids([new_id(Kind.ARCHIVE, "header", 0, form=json.dumps(kept))])


@transaction.atomic
def write_batch(*, batch: Batch, run: ImportRun) -> None:
    """Write what is new or changed in `batch`, all of it or nothing.

    Raises BadLine for what only the writing shows.
    """
    write_readers(given=batch.readers, run=run)
    write_articles(given=batch.articles, run=run)
    write_comments(given=batch.comments, html=batch.html, run=run)
