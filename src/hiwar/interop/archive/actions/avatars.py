"""An avatar as it leaves: under its old name, in the format which that promises."""

from io import BytesIO

from PIL import Image

from hiwar.interop.archive.pictures import EXTENSIONS, FORMATS


def redrawn(content: bytes, name: str) -> bytes:
    """Return a picture of ours in the format that the name of its file promises.

    An avatar is kept as WebP whatever it came as; given back under its old name it
    must be what that name says.
    """
    wanted = EXTENSIONS.get(name[name.rfind(".") :].lower(), "WEBP")
    with Image.open(BytesIO(content), formats=FORMATS) as picture:
        if picture.format == wanted:
            return content
        drawn = BytesIO()
        picture.convert("RGB" if wanted == "JPEG" else picture.mode).save(drawn, wanted)
        return drawn.getvalue()
