"""Pictures that readers upload, honest ones and others."""

import io
import struct
import zlib

from PIL import Image


def a_picture(
    kind="JPEG", *, size=(640, 400), colour=(200, 30, 30), mode="RGB", **options
):
    """Return an open file with a picture in it."""
    drawn = io.BytesIO()
    Image.new(mode, size, colour).save(drawn, kind, **options)
    drawn.seek(0)
    return drawn


def half_and_half(*, orientation=None, **options):
    """Return a JPEG, red above and blue below, and what the camera says of it."""
    picture = Image.new("RGB", (400, 400), (220, 0, 0))
    picture.paste((0, 0, 220), (0, 200, 400, 400))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    drawn = io.BytesIO()
    picture.save(drawn, "JPEG", exif=exif, comment=b"somewhere at home", **options)
    drawn.seek(0)
    return drawn


def a_png_that_says(width, height):
    """Return a small file whose header promises `width` by `height` pixels."""

    def chunk(kind, content):
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def a_gif_that_says(width, height):
    return io.BytesIO(
        b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\xff\xff\xff\0\0\0"
        b",\0\0\0\0" + struct.pack("<HH", width, height) + b"\0\x02\x02D\x01\0;"
    )


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"""
HTML = b"<!doctype html><script>alert(1)</script>"
