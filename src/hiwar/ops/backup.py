"""A whole paper in one file, and back: database, pictures, secret.

The database is copied as it is at one moment, while people go on writing. Pictures
come after it, so that each one that the copy names is there, unless it has been taken
away since.
"""

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import pysqlite3
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from .folder import SECRET, Unusable

DATABASE = "hiwar.sqlite3"
MEDIA = "media"
PIECE = 1024 * 1024
# What Python's module says of a file that is damaged, encrypted, or packed in another
# way than ours.
NOT_READ = (OSError, BadZipFile, zlib.error, EOFError, RuntimeError)


def write(path: Path) -> None:
    """Write a new file `path` that only its owner may read.

    Raises Unusable for a path that exists or cannot be written, and for PostgreSQL.
    """
    _check_is_sqlite()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file, ZipFile(file, "w") as archive:
            _fill(archive)
    except OSError as error:
        path.unlink()
        raise _not_written(path, error) from error
    except BaseException:
        path.unlink()
        raise


def restore(path: Path, *, now: datetime) -> Path | None:
    """Put what `path` holds in the data folder; return where the old is kept.

    The caller holds the lock of the folder: nothing runs on it. All is unpacked and
    the database examined before anything is moved.

    Raises Unusable, for PostgreSQL too.
    """
    _check_is_sqlite()
    data = Path(settings.DATA)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as temporary:
        fresh = Path(temporary)
        try:
            with ZipFile(path) as archive:
                _unpack(archive, fresh)
        except NOT_READ as error:
            raise Unusable(
                _("%(path)s cannot be read: %(reason)s.")
                % {"path": path, "reason": _reason(error)}
            ) from error
        _examine(fresh / DATABASE)
        connection.close()
        kept = _set_aside(data, now)
        for name in (MEDIA, SECRET, DATABASE):
            (fresh / name).replace(data / name)
    return kept


def _check_is_sqlite() -> None:
    if connection.vendor != "sqlite":
        raise Unusable(
            _("A PostgreSQL database is backed up with pg_dump: see the guide.")
        )


def _not_written(path: Path, error: Exception) -> Unusable:
    return Unusable(
        _("%(path)s cannot be written: %(reason)s.")
        % {"path": path, "reason": _reason(error)}
    )


def _reason(error: Exception) -> str:
    """Return what went wrong without number and path, which stand beside it."""
    return (isinstance(error, OSError) and error.strerror) or str(error).rstrip(".")


def _fill(archive: ZipFile) -> None:
    data = Path(settings.DATA)
    with tempfile.TemporaryDirectory(dir=data, prefix=".backup-") as temporary:
        copy = Path(temporary) / DATABASE
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        archive.write(copy, DATABASE, ZIP_DEFLATED)
    archive.writestr(SECRET, settings.SECRET_KEY + "\n")
    for picture in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if not picture.is_file():
            continue
        name = PurePosixPath(MEDIA, picture.relative_to(settings.MEDIA_ROOT))
        # A reader may take their picture away while the others are copied.
        with suppress(FileNotFoundError):
            archive.write(picture, str(name), ZIP_STORED)


def _unpack(archive: ZipFile, folder: Path) -> None:
    (folder / MEDIA).mkdir()
    names = set()
    for member, place in _members(archive, folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, place.open("xb") as target:
            shutil.copyfileobj(source, target, PIECE)
        names.add(member.filename)
    if not {DATABASE, SECRET} <= names:
        raise BadZipFile(_("it is not a backup of Hiwar"))
    (folder / SECRET).chmod(0o600)


def _members(archive: ZipFile, folder: Path) -> Iterator[tuple[ZipInfo, Path]]:
    """Give what a backup consists of; anything else in the file is refused."""
    for member in archive.infolist():
        place = (folder / member.filename).resolve()
        is_ours = member.filename in {DATABASE, SECRET} or place.is_relative_to(
            (folder / MEDIA).resolve()
        )
        if not is_ours or member.is_dir():
            raise BadZipFile(_("it is not a backup of Hiwar"))
        yield member, place


def _examine(path: Path) -> None:
    try:
        database = pysqlite3.connect(path)
        try:
            found = database.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            database.close()
    except pysqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise Unusable(
            _("The database in the backup is damaged: %(reason)s.") % {"reason": found}
        )


def _set_aside(data: Path, now: datetime) -> Path | None:
    """Move what was there into a folder of its own, unless nothing was."""
    with suppress(OSError):
        # Gone if it is empty, as in a folder that has just been made.
        (data / MEDIA).rmdir()
    if not (data / DATABASE).exists() and not (data / MEDIA).exists():
        return None
    kept = data / f"before-{now:%Y-%m-%d-%H%M%S}"
    kept.mkdir(mode=0o700)
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", MEDIA, SECRET):
        if (data / name).exists():
            (data / name).replace(kept / name)
    return kept
