"""Pictures of readers: decoded, drawn anew, and nothing of the upload kept.

What a decoder of one of four formats accepts becomes a square WebP of ours. Scripts,
archives and metadata that came along are gone with the file that carried them.
"""

import io
import threading
from http import HTTPStatus
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from hiwar.kernel import errors
from hiwar.kernel.pictures import BROKEN, FORMATS, check_layers

SIDE: Final = 256
LARGEST_FILE: Final = 8 * 1024 * 1024
# A JPEG is decoded at a fraction of its size; the others need all of their pixels.
MOST_PIXELS: Final = {"JPEG": 50_000_000, "MPO": 50_000_000}
MOST_PIXELS_OTHERWISE: Final = 16_000_000

# Decoding takes memory by the hundred megabytes at worst: one picture at a time in
# each process, so that many at once cannot take all of it. Who waits for long holds a
# thread that others need.
_one_at_a_time = threading.Lock()
SECONDS_TO_WAIT = 1.0


class PictureRefused(errors.Invalid):
    code = "picture_refused"
    message = _(
        "This is not a picture that can be read: take a JPEG, PNG, WebP or GIF."
    )


class PictureTooLarge(errors.Invalid):
    code = "picture_too_large"
    message = _(
        "This picture is too large. Please take a smaller one, of 8 MB at most."
    )


class TooManyPictures(errors.TooSoon):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "too_many_pictures"
    message = _("Too many people are sending something. Please try again in a moment.")


def redraw(upload: BinaryIO) -> bytes:
    """Return what `upload` shows as a square WebP without metadata.

    Its middle is taken, turned upright as the camera says; of a moving picture the
    first frame. Raises PictureRefused, PictureTooLarge from its header alone, or
    TooManyPictures while others are drawn.
    """
    upload.seek(0, io.SEEK_END)
    if upload.tell() > LARGEST_FILE:
        raise PictureTooLarge
    upload.seek(0)
    content = upload.read()
    if not _one_at_a_time.acquire(timeout=SECONDS_TO_WAIT):
        raise TooManyPictures(retry_after=5)
    try:
        return _drawn(content)
    except BROKEN as broken:
        raise PictureRefused from broken
    finally:
        _one_at_a_time.release()


def _drawn(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if min(picture.size) < 1:
            raise PictureRefused
        most = MOST_PIXELS.get(picture.format or "", MOST_PIXELS_OTHERWISE)
        if picture.width * picture.height > most:
            raise PictureTooLarge
        check_layers(picture, content)
        # Only a JPEG can be decoded smaller at once; for the others this does nothing.
        picture.draft("RGB", (SIDE * 2, SIDE * 2))
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        square = ImageOps.fit(
            _in_colour(upright), (SIDE, SIDE), method=Image.Resampling.LANCZOS
        )
    # A new bitmap: what Pillow carries along in `info` stays behind.
    clean = Image.new(square.mode, square.size)
    clean.paste(square)
    drawn = io.BytesIO()
    clean.save(drawn, "WEBP", quality=82, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return drawn.getvalue()


def _in_colour(picture: Image.Image) -> Image.Image:
    """Return `picture` in RGB, or RGBA where something of it can be seen through."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I"):
        # Sixteen bits of grey would be cut off at white instead of scaled.
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    return picture if picture.mode == mode else picture.convert(mode)
