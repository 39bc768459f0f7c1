"""Pictures of a blog, looked for in the folder that was given with `--media`."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from django.conf import settings

from hiwar.interop.archive import pictures
from hiwar.interop.archive.parsing import LONGEST_ALT, LONGEST_CAPTION
from hiwar.interop.archive.refusals import BadLine
from hiwar.kernel.pictures import EXTENSIONS

from .sinks import Part
from .wxr import Item

# WordPress makes smaller copies of what is uploaded: the upload is better.
_COPY: Final = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)")
_UPLOADS: Final = "/uploads/"
LONGEST_NAME: Final = 150


@dataclass(frozen=True, kw_only=True)
class Attachment:
    address: str
    parent: str
    alt: str
    caption: str


@dataclass(kw_only=True)
class Media:
    """The folder with the blog's uploads, as they lie in `wp-content/uploads`.

    Without a folder nothing is found, and what was looked for is only counted.
    """

    folder: Path | None = None
    attachments: dict[str, Attachment] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    # The paths of what was found, by the name that it has in the archive.
    found: dict[str, Path] = field(default_factory=dict)

    def learn(self, item: Item) -> None:
        """Remember an attachment: posts name them by number."""
        if item.get("wp:post_type") != "attachment":
            return
        self.attachments[item.get("wp:post_id")] = Attachment(
            address=item.get("wp:attachment_url") or item.get("guid"),
            parent=item.get("wp:post_parent"),
            alt=item.metas.get("_wp_attachment_image_alt", "")[:LONGEST_ALT],
            caption=item.get("excerpt:encoded")[:LONGEST_CAPTION],
        )

    def of_post(self, post: str) -> "MediaOfPost":
        return MediaOfPost(media=self, post=post)

    def find(self, address: str, number: str = "") -> str | None:
        """Return the name in the archive of a picture, None if it is not there."""
        attachment = self.attachments.get(number)
        known = [attachment.address] if attachment else []
        for each in (*known, address):
            for path in self._candidates(each):
                if name := self._take(path):
                    return name
        self.missing[address] += 1
        return None

    def _candidates(self, address: str) -> list[Path]:
        """Return where the file of an address may lie, the best place first."""
        if self.folder is None:
            return []
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return []
        _before, uploads, inside = path.partition(_UPLOADS)
        inside = inside if uploads else path.lstrip("/")
        places = []
        for written in dict.fromkeys((_COPY.sub("", inside), inside)):
            parts = [p for p in written.split("/") if p not in ("", ".", "..")]
            if parts and "\0" not in written:
                places += [self.folder.joinpath(*parts), self.folder / parts[-1]]
        return places

    def _take(self, path: Path) -> str | None:
        assert self.folder is not None
        if path.suffix.lower() not in EXTENSIONS or not path.is_file():
            return None
        real = path.resolve()
        if not real.is_relative_to(self.folder.resolve()):
            return None
        inside = path.relative_to(self.folder).as_posix()
        name = f"files/{inside}"
        if name not in self.found and not _is_readable(real):
            return None
        self.found[name] = real
        return name if len(name) <= LONGEST_NAME else None

    def read(self, name: str) -> bytes | None:
        path = self.found.get(name)
        return path.read_bytes() if path else None


@dataclass(frozen=True, kw_only=True)
class MediaOfPost:
    """What the reader of one post's content asks for."""

    media: Media
    post: str

    def find(self, address: str, number: str = "") -> str | None:
        return self.media.find(address, number)

    def gallery(self, ids: str) -> list[Part]:
        """Return the pictures with these numbers, or all of the post's own."""
        known = self.media.attachments
        numbers = re.findall(r"\d+", ids) or [
            number for number, a in known.items() if a.parent == self.post
        ]
        parts = []
        for number in numbers:
            attachment = known.get(number)
            file = self.media.find(attachment.address if attachment else "", number)
            if file and attachment:
                words = {"alt": attachment.alt, "caption": attachment.caption}
                parts.append({"kind": "image", "file": file, **words, "credit": ""})
        return parts


def _is_readable(path: Path) -> bool:
    if path.stat().st_size > settings.UPLOAD_LIMIT:
        return False
    try:
        pictures.check(path.read_bytes(), PurePosixPath(path).name)
    except BadLine:
        return False
    return True
