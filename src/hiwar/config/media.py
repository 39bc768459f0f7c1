"""Uploaded pictures, served so that none of them can be more than a picture."""

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


def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the picture `name`; anything that is not a picture is not there.

    A file never changes under its name, so that browsers may keep it for good.
    """
    content_type = TYPES.get(PurePosixPath(name).suffix.lower())
    if content_type is None:
        raise Http404
    response = serve_file(request, name, document_root=str(settings.MEDIA_ROOT))
    response["Content-Type"] = content_type
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
