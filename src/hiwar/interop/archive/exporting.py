"""The paper goes out: what has been published, as lines, in constant memory."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO, Final, TypeVar
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.db.models import Max, Model, Q, QuerySet
from django.utils.translation import gettext as _

from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment
from hiwar.interop.progress import Bar, Bars, no_bars
from hiwar.kernel.pictures import redrawn
from hiwar.newsroom.models import Article
from hiwar.newsroom.selectors import get_paper, list_languages

from . import foreign_ids, form, writing
from .comment_lines import comment_lines
from .entries import Header
from .gallery import Gallery
from .lines import Desk, article_lines, reader_lines, with_related
from .memory import kept_small
from .refusals import ArchiveRefused, NothingPublished
from .sources import LINES
from .threads import list_threads

READERS_AT_ONCE: Final = 500
ARTICLES_AT_ONCE: Final = 100
COMMENTS_AT_ONCE: Final = 1_000

Row = TypeVar("Row", bound=Model)


def export_archive(path: Path, *, now: datetime, bars: Bars = no_bars) -> int:
    """Write the archive to `path` and return how many lines it has.

    A name that ends in `.zip` gets the pictures too. The file is there when it is
    whole, in place of one that was there before.

    Raises NothingPublished, or ArchiveRefused when the file cannot be written.
    """
    if not published(now).exists():
        raise NothingPublished
    part = path.with_name(f"{path.name}.part")
    is_zip = path.suffix.lower() == ".zip"
    try:
        with (
            kept_small(),
            closing(Gallery(keeps_missing=not is_zip)) as gallery,
            bars(_("Exporting"), None) as bar,
        ):
            lines = list_lines(gallery, now=now)
            if is_zip:
                number = _write_zip(part, lines, gallery, bar)
            else:
                with part.open("w", encoding="utf-8", newline="\n") as file:
                    number = _write_lines(file, lines, bar)
        os.replace(part, path)
    except OSError as error:
        raise ArchiveRefused(
            _("“%(path)s” cannot be written: %(reason)s.")
            % {"path": path, "reason": error.strerror or error}
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return number


def _write_zip(path: Path, lines: Iterator[str], gallery: Gallery, bar: Bar) -> int:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with (
            archive.open(LINES, "w", force_zip64=True) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="\n") as file,
        ):
            number = _write_lines(file, lines, bar)
        for name, kept, is_avatar in gallery.pictures():
            _pack_picture(archive, name, kept, is_avatar=is_avatar)
    return number


def _write_lines(file: IO[str], lines: Iterator[str], bar: Bar) -> int:
    number = 0
    for line in lines:
        file.write(f"{line}\n")
        number += 1
        bar.update(1)
    return number


def _pack_picture(
    archive: zipfile.ZipFile, name: str, kept: str, *, is_avatar: bool
) -> None:
    """Put a picture in as it is; what is packed already is not packed again."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_STORED
    with default_storage.open(kept) as file, archive.open(entry, "w") as packed:
        # Kept as WebP whatever it came as; under its old name it is what that says.
        if is_avatar:
            packed.write(redrawn(file.read(), name))
        else:
            shutil.copyfileobj(file, packed)


def published(now: datetime) -> QuerySet[Article]:
    return Article.objects.published(now=now).filter(first_published_at__isnull=False)


def list_lines(gallery: Gallery, *, now: datetime) -> Iterator[str]:
    """Yield every line: the first one, readers, then each story with its comments.

    What is posted while it runs is not in it: a comment must not name a reader who
    joined when the readers had been written.
    """
    last = Comment.objects.aggregate(last=Max("pk"))["last"] or 0
    zone = ZoneInfo(get_paper().time_zone)
    desk = Desk(zone=zone, gallery=gallery)
    yield _header_line(now, zone)
    yield from _reader_lines(desk, last)
    for batch in _batches(with_related(published(now)), ARTICLES_AT_ONCE):
        for _pk, line in article_lines(batch, desk=desk):
            yield line
        yield from _comment_lines(batch, desk, last)


def _header_line(now: datetime, zone: ZoneInfo) -> str:
    """Return the first line, as the newest archive had it if that is still true."""
    used = set(
        published(now).values_list("locale__language_code", flat=True).distinct()
    )
    row = foreign_ids.kept(foreign_ids.Kind.ARCHIVE).first()
    kept = json.loads(row.form) if row else {}
    if kept.get("time_zone") != zone.key or not used <= set(kept["languages"]):
        languages = [code for code, _name in list_languages()]
        kept = {"languages": [*languages, *sorted(used - set(languages))], "form": ""}
    header = Header(time_zone=zone.key, languages=kept["languages"])
    return form.write(writing.write(header, zone), kept["form"])


def _reader_lines(desk: Desk, last: int) -> Iterator[str]:
    """Yield those who came with an archive, and those who have written here.

    Not those who were erased: their comments are nobody's (`comment_lines`).
    """
    came = foreign_ids.kept(foreign_ids.Kind.READER).values("local_id")
    wrote = Comment.objects.filter(pk__lte=last, reader__isnull=False).values("reader")
    readers = Reader.objects.filter(Q(pk__in=came) | Q(pk__in=wrote), erased_at=None)
    for batch in _batches(readers, READERS_AT_ONCE):
        for _pk, line in reader_lines(batch, desk=desk):
            yield line


def _comment_lines(articles: list[Article], desk: Desk, last: int) -> Iterator[str]:
    """Yield the comments on `articles`, what is answered always before its answers."""
    homes = list_threads(articles)
    comments = Comment.objects.filter(thread__in=homes, pk__lte=last)
    for batch in _batches(comments, COMMENTS_AT_ONCE):
        for _pk, line in comment_lines(batch, homes=homes, desk=desk):
            yield line


def _batches(rows: QuerySet[Row], size: int) -> Iterator[list[Row]]:
    """Yield all rows by their number, never more than `size` of them in memory."""
    after = 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:size]):
        yield batch
        after = batch[-1].pk
