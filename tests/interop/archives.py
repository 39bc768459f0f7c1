"""Plain functions that make lines of archives, with sensible values for the rest."""

import json
import zipfile
from io import BytesIO

from PIL import Image

from hiwar.interop.archive.exporting import export_archive
from hiwar.interop.archive.importing import import_archive
from tests.factories import NOW

HEADER = {
    "type": "archive",
    "format": "hiwar",
    "version": 1,
    "time_zone": "Asia/Beirut",
    "languages": ["en", "ar"],
}
READER = {
    "type": "reader",
    "id": "r7",
    "name": "salt.and.stone",
    "avatar": None,
    "joined_at": "2011-05-02T09:00:00+03:00",
}
ARTICLE = {
    "type": "article",
    "id": "a1",
    "story": "s1",
    "language": "en",
    "section": "World",
    "headline": "The harbour opens again",
    "standfirst": "",
    "slug": "the-harbour-opens-again",
    "published_at": "2017-02-16T10:58:00+02:00",
    "updated_at": None,
    "bylines": ["Layal Haddad", "Anton Merhi"],
    "agency": "AFP",
    "topics": ["ships", "the sea"],
    "photo": None,
    "body": [
        {"kind": "paragraph", "text": "It <em>rained</em> & blew."},
        {"kind": "crosshead", "text": "At the quay"},
        {"kind": "quote", "text": "We waited.", "by": "a sailor"},
        {
            "kind": "list",
            "ordered": True,
            "items": ["first", "<strong>second</strong>"],
        },
    ],
    "comments": "open",
}
COMMENT = {
    "type": "comment",
    "id": "c1",
    "article": "a1",
    "parent": None,
    "author": {"reader": "r7"},
    "text": "It *was* so.",
    "posted_at": "2017-02-16T11:22:00+02:00",
    "status": "published",
}
GUEST = {"guest": "Bashir the Florist", "guest_key": "g4"}


def line(value, **others):
    return json.dumps({**value, **others}, ensure_ascii=False)


def lines(*others):
    """Return an archive of one reader, one article, and what else is given."""
    return [line(HEADER), line(READER), line(ARTICLE), *others]


def write(folder, given, *, name="archive.jsonl"):
    path = folder / name
    path.write_text("".join(f"{each}\n" for each in given), encoding="utf-8")
    return path


def write_zip(folder, given, *, files=(), name="archive.zip"):
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive.jsonl", "".join(f"{each}\n" for each in given))
        for file, content in dict(files).items():
            packed.writestr(file, content)
    return path


def picture(*, colour="navy", size=(8, 6), form="PNG"):
    drawn = BytesIO()
    Image.new("RGB", size, colour).save(drawn, form)
    return drawn.getvalue()


def bring_in(folder, given, **options):
    """Import these lines, as they would come in a file."""
    return import_archive(write(folder, given), now=NOW_HERE, **options)


def take_out(folder, *, name="out.jsonl"):
    """Return the lines of an export."""
    path = folder / name
    export_archive(path, now=NOW_HERE)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            text = packed.read("archive.jsonl").decode()
    else:
        text = path.read_text(encoding="utf-8")
    # Not `splitlines`: a text may hold other line ends, as U+2028, as they are.
    return text.removesuffix("\n").split("\n")


def in_order(given):
    """Sort lines as the format compares them: by type and id."""
    members = ((json.loads(each), each) for each in given)
    return [
        e for _k, e in sorted(((m["type"], m.get("id", "")), e) for m, e in members)
    ]


# Archives tell of the past: imports happen years after NOW.
NOW_HERE = NOW.replace(year=2026)
