"""The first line of an archive: room for what follows, and the line itself."""

import json
from zoneinfo import ZoneInfo

from django.db import transaction

from hiwar.interop.archive import form, writing
from hiwar.interop.archive.checking import Survey
from hiwar.interop.archive.parsing import parse_header
from hiwar.interop.models import ForeignId
from hiwar.newsroom.actions.arrival import make_room
from hiwar.newsroom.selectors import get_paper

from .ids import keep_ids, new_id


@transaction.atomic
def write_header(*, survey: Survey, languages: frozenset[str]) -> None:
    """Let the paper have the archive's languages and time zone if it has none yet.

    `languages` are those that Hiwar speaks; others are named by no line.
    """
    header, value = parse_header(survey.header_line)
    spoken = [language for language in header.languages if language in languages]
    make_room(languages=spoken, time_zone=header.time_zone)
    kept = {
        "time_zone": header.time_zone,
        "languages": header.languages,
        "form": form.remember(
            survey.header_line,
            value=value,
            ours=writing.write(header, ZoneInfo(get_paper().time_zone)),
        ),
    }
    row = new_id(ForeignId.Kind.ARCHIVE, "header", 0, form=json.dumps(kept))
    keep_ids([row])
