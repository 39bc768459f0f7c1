"""Whether the bytes that an archive calls a picture are one."""

import io
import warnings

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from hiwar.kernel.pictures import BROKEN, FORMATS, check_layers

from .refusals import BadLine


def check(content: bytes, name: str) -> None:
    """Refuse what no decoder reads to its end, or what is huge. Raises BadLine."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _decode(content, name)
    except BROKEN:
        raise BadLine(
            _("“%(name)s” is not a picture that can be read: JPEG, PNG, WebP or GIF."),
            name=name,
        ) from None


def _decode(content: bytes, name: str) -> None:
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise BadLine(_("The picture “%(name)s” has too many pixels."), name=name)
        check_layers(picture, content)
        # Reads a JPEG whole, but unpacks an eighth of it: all that is asked is
        # whether it has an end.
        picture.draft("RGB", (64, 64))
        picture.load()
