"""Pages that are the same for everybody.

They are rendered without the request, so that no session, cookie or user can get
into them: what differs by reader is a second request made by the page's script.
"""

import re
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    status: int = HTTPStatus.OK,
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """Render `template` from `context` alone; say 304 to who has it already."""
    # Escaped as links are, which are compared with it.
    path = escape_uri_path(request.path)
    body = render_to_string(template, {**context, "path": path})
    return conditional(
        request, HttpResponse(body, status=status, content_type=content_type)
    )


def printable(text: str) -> str:
    """Return `text` without what XML cannot hold at all, escaped or not.

    One odd character in a headline would break a feed or a sitemap for everybody.
    """
    return NOT_IN_XML.sub("", text)


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a public `response` its ETag, or answer 304 when the reader has it."""
    etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    if language := get_language():
        response["Content-Language"] = language
    found: HttpResponseBase | None = get_conditional_response(
        request, etag=etag, response=response
    )
    return found or response  # type: ignore[return-value]
