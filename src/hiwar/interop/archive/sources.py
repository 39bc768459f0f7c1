"""Where an archive is read from: a `.jsonl` file, a folder, a ZIP.

Nothing in a ZIP is believed: what is counted is what comes out of it, and only
`archive.jsonl` and the pictures that its lines name are ever read.
"""

import io
import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import IO, Final, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from .refusals import ArchiveRefused, BadLine

LINES: Final = "archive.jsonl"
LONGEST_LINE: Final = 8 * 1024 * 1024
MOST_ENTRIES: Final = 500_000
MOST_TEXT: Final = 64 * 1024**3
# JSON of a million like comments packs fifty to one; a bomb packs a thousand to one.
HIGHEST_RATIO: Final = 250
# Up to here anything may come out of anything.
HARMLESS: Final = 64 * 1024 * 1024


Lines = Generator[tuple[int, str | BadLine]]


class Source(Protocol):
    """An archive's lines and pictures."""

    # Whether pictures came with the lines: a bare .jsonl only names them.
    has_pictures: bool

    def lines(self) -> Lines:
        """Yield each line with its number; a line that is no text is said to be bad."""

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of a picture, None when there is none of that name."""

    def close(self) -> None: ...


def open_source(path: Path) -> Source:
    """Return the archive at `path`. Raises ArchiveRefused."""
    if path.is_dir():
        return Folder(path)
    if not path.is_file():
        raise ArchiveRefused(_("There is no file “%(path)s”."), path=path)
    try:
        with path.open("rb") as file:
            is_zip = file.read(2) == b"PK"
        return Zip(path) if is_zip else Folder(path.parent, path.name)
    except OSError as error:
        raise ArchiveRefused(
            _("“%(path)s” cannot be read: %(reason)s."),
            path=path,
            reason=error.strerror or error,
        ) from error


class Folder:
    """A `.jsonl` file, with its pictures in `files/` beside it if they are there."""

    def __init__(self, folder: Path, name: str = LINES) -> None:
        self._lines = folder / name
        self._folder = folder.resolve()
        self.has_pictures = (folder / "files").is_dir()
        if not self._lines.is_file():
            raise ArchiveRefused(
                _("There is no %(name)s in “%(path)s”."), name=name, path=folder
            )

    def lines(self) -> Lines:
        with self._lines.open("rb") as file:
            yield from read_lines(file)

    def picture(self, name: str) -> bytes | None:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder / "files") or not path.is_file():
            return None
        with path.open("rb") as file:
            return read_picture(file, name)

    def close(self) -> None:
        pass


class Zip:
    """A ZIP of `archive.jsonl` and pictures under `files/`."""

    has_pictures = True

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN as error:
            raise ArchiveRefused(_("This ZIP is broken.")) from error
        self._entries = self._named()

    def _named(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise ArchiveRefused(_("There are too many files in this ZIP."))
        named = {entry.filename: entry for entry in entries}
        if len(named) < len(entries):
            raise ArchiveRefused(_("Two files in this ZIP have the same name."))
        if LINES not in named:
            raise ArchiveRefused(_("There is no %(name)s in this ZIP."), name=LINES)
        return named

    def lines(self) -> Lines:
        entry = self._entries[LINES]
        try:
            with self._open(entry) as file:
                measured = Measured(file, packed=entry.compress_size)
                yield from read_lines(io.BufferedReader(measured, 256 * 1024))
        except BROKEN as error:
            raise ArchiveRefused(_("This ZIP is broken.")) from error

    def picture(self, name: str) -> bytes | None:
        entry = self._entries.get(name)
        if entry is None or entry.is_dir():
            return None
        try:
            with self._open(entry) as file:
                return read_picture(file, name)
        except BROKEN as error:
            raise BadLine(_("“%(name)s” in the ZIP is broken."), name=name) from error

    def _open(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        if entry.flag_bits & 0x1:
            raise ArchiveRefused(_("This ZIP is locked with a password."))
        return self._zip.open(entry)

    def close(self) -> None:
        self._zip.close()


# What `zipfile` lets through of what is wrong with a file.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)


class Measured(io.RawIOBase):
    """Reads from `file`, and stops what grows too much while it is unpacked."""

    def __init__(self, file: IO[bytes], *, packed: int) -> None:
        self._file = file
        self._most = min(MOST_TEXT, max(HARMLESS, packed * HIGHEST_RATIO))
        self._came_out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        chunk = self._file.read(len(buffer))
        self._came_out += len(chunk)
        if self._came_out > self._most:
            raise ArchiveRefused(_("Far too much comes out of this ZIP."))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def read_lines(file: IO[bytes]) -> Lines:
    """Yield the lines of `file` that are not empty, without their ends."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            yield number, BadLine(_("It is too long."))
            _skip_line(file, raw)
            continue
        try:
            line = raw.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            yield number, BadLine(_("It is not UTF-8."))
            continue
        if line.strip():
            yield number, line


def _skip_line(file: IO[bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(LONGEST_LINE)


def read_picture(file: IO[bytes], name: str) -> bytes:
    """Return what is in `file`, read no further than a picture may be long."""
    content = file.read(settings.UPLOAD_LIMIT + 1)
    if len(content) > settings.UPLOAD_LIMIT:
        raise BadLine(
            _("The picture “%(name)s” is larger than %(most)s MB."),
            name=name,
            most=settings.UPLOAD_LIMIT // 1024**2,
        )
    return content
