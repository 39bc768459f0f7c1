"""Uploaded pictures, served so that none of them can be more than a picture."""

import os
from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve as serve_file

TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
LONGEST = 255
LONGEST_PATH = 1024


def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the picture `name`; anything that is not a picture is not there.

    A file never changes under its name, so that browsers may keep it for good.
    """
    content_type = TYPES.get(PurePosixPath(name).suffix.lower())
    # No file system has a longer name, and asking for one is an error there.
    is_too_long = any(len(os.fsencode(part)) > LONGEST for part in name.split("/"))
    if content_type is None or is_too_long or len(os.fsencode(name)) > LONGEST_PATH:
        raise Http404
    response = serve_file(request, name, document_root=str(settings.MEDIA_ROOT))
    response["Content-Type"] = content_type
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
