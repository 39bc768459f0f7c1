"""The pictures that an export names: each under one name, each written once."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from hiwar.newsroom.models import Photo

from .form import Names

PHOTO = "photo"
AVATAR = "avatar"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A picture in our storage. `identity` tells it from every other."""

    identity: str
    # Its path in the storage.
    path: str
    # What it is called when nobody has given it a name.
    name: str


def photo(of: Photo) -> Kept:
    ending = PurePosixPath(of.file.name).suffix.lower()
    return Kept(
        identity=f"{PHOTO}:{of.pk}",
        path=of.file.name,
        name=f"files/{of.get_file_hash()}{ending}",
    )


def avatar(path: str) -> Kept:
    return Kept(
        identity=f"{AVATAR}:{path}",
        path=path,
        name=f"files/{PurePosixPath(path).name}",
    )


class Gallery:
    """Gives names, and remembers in a temporary file what they are the names of.

    Without `keeps_missing` a picture that never came with its archive is not named
    again: a ZIP must hold what its lines name.
    """

    def __init__(self, *, keeps_missing: bool = True) -> None:
        self._keeps_missing = keeps_missing
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(
            "CREATE TABLE named (name TEXT PRIMARY KEY, identity TEXT, path TEXT)"
            " WITHOUT ROWID"
        )

    def name(self, picture: Kept | None, names: Names) -> str | None:
        """Return the name of `picture` in a line that once gave it one of `names`.

        None for one that is not here, and that the line need not name.
        """
        if picture is None:
            return names.take("") if self._keeps_missing else None
        wanted = names.take(picture.identity)
        return wanted if wanted and self._note(wanted, picture) else self._own(picture)

    def pictures(self) -> Iterator[tuple[str, str, bool]]:
        """Yield name, path in the storage, and whether it is an avatar."""
        rows = self._database.execute("SELECT name, path, identity FROM named")
        for name, path, identity in rows:
            yield name, path, identity.startswith(AVATAR)

    def close(self) -> None:
        self._database.close()

    def _own(self, picture: Kept) -> str:
        self._note(picture.name, picture)
        return picture.name

    def _note(self, name: str, picture: Kept) -> bool:
        """Note what `name` is the name of. False when it is another picture's."""
        self._database.execute(
            "INSERT OR IGNORE INTO named VALUES (?, ?, ?)",
            (name, picture.identity, picture.path),
        )
        (identity,) = self._database.execute(
            "SELECT identity FROM named WHERE name = ?", (name,)
        ).fetchone()
        return identity == picture.identity
