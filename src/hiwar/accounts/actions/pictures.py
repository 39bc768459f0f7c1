"""The picture that stands beside what a reader writes."""

import secrets
from functools import partial
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from hiwar.accounts import signals
from hiwar.accounts.models import Reader

from . import avatars


def set_avatar(*, reader: Reader, upload: BinaryIO) -> None:
    """Show `upload`, drawn anew, beside what `reader` writes.

    The old picture's file is gone once this is committed.

    Raises PictureRefused, PictureTooLarge or TooManyPictures.
    """
    # Drawn before the transaction: it takes too long to hold one open.
    picture = avatars.redraw(upload)
    with transaction.atomic():
        reader = Reader.objects.select_for_update().get(pk=reader.pk)
        _delete_after_commit(reader.avatar.name)
        reader.avatar.save(new_file_name(), ContentFile(picture), save=False)
        reader.save(update_fields=["avatar"])
        signals.reader_renamed.send(sender=Reader, reader_id=reader.pk)


@transaction.atomic
def remove_avatar(*, reader: Reader) -> None:
    """Show the placeholder again. Does nothing for a reader without a picture."""
    reader = Reader.objects.select_for_update().get(pk=reader.pk)
    if not reader.avatar:
        return
    _delete_after_commit(reader.avatar.name)
    reader.avatar = ""
    reader.save(update_fields=["avatar"])
    signals.reader_renamed.send(sender=Reader, reader_id=reader.pk)


def replace_file(*, reader: Reader, picture: bytes | None) -> None:
    """Give `reader`, who is saved by the caller, this picture in place of any other."""
    _delete_after_commit(reader.avatar.name)
    reader.avatar = ""
    if picture:
        reader.avatar.save(new_file_name(), ContentFile(picture), save=False)


def new_file_name() -> str:
    """Return a name that says nothing, and that nobody can guess."""
    return f"{secrets.token_hex(16)}.webp"


def _delete_after_commit(name: str | None) -> None:
    if name:
        transaction.on_commit(partial(default_storage.delete, name))
