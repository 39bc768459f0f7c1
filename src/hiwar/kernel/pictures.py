"""Pictures that anybody may have sent: which are read, and how reading them fails."""

import io
import struct
import zlib
from typing import Final

from PIL import Image

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
EXTENSIONS: Final = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".gif": "GIF",
}
# What Pillow lets through of what is wrong with a file.
BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
# A JPEG may be drawn in layers, of ten or so; a file of 8 MB has room for eighty
# thousand empty ones, each of which takes as long as a full one.
LAYER: Final = b"\xff\xda"
MOST_LAYERS: Final = 100


def check_layers(picture: Image.Image, content: bytes) -> None:
    """Raise ValueError for a JPEG that would keep a processor for minutes."""
    # Between layers these two bytes cannot stand; in other formats they can.
    is_layered = picture.format in {"JPEG", "MPO"}
    if is_layered and content.count(LAYER) > MOST_LAYERS:
        raise ValueError


def redrawn(content: bytes, name: str) -> bytes:
    """Return a picture of ours in the format that the name of a file promises."""
    wanted = EXTENSIONS.get(name[name.rfind(".") :].lower(), "WEBP")
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        if picture.format == wanted:
            return content
        drawn = io.BytesIO()
        picture.convert("RGB" if wanted == "JPEG" else picture.mode).save(drawn, wanted)
        return drawn.getvalue()
