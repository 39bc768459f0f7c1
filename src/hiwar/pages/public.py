"""Pages that are the same for everybody.

They are rendered without the request, so that no session, cookie or user can get
into them: what differs by reader is a second request made by the page's script.
Each says what it shows (`Surrogate-Key`, topics of the change log) and when time alone
will change it (`Expires`), so that `delivery` may keep it ready.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hiwar.newsroom import topics

# The parameters that these pages know; no other reaches them.
PARAMETERS: Final = ("before", "from", "order", "page", "reply", "to")
# A browser asks each time. A cache in front answers by itself for a second, and for a
# day when nobody else does.
CACHE_CONTROL: Final = "public, max-age=0, s-maxage=1, stale-if-error=86400"
# While it asks anew it may give the old for five more (RFC 9213); browsers, which
# would do so after a reader has posted, do not heed this header.
CDN_CACHE_CONTROL: Final = "max-age=1, stale-while-revalidate=5, stale-if-error=86400"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    status: int = HTTPStatus.OK,
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """Render `template` from `context` alone."""
    # Escaped as links are, which are compared with it.
    path = escape_uri_path(request.path)
    body = render_to_string(template, {**context, "path": path})
    return HttpResponse(body, status=status, content_type=content_type)


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    shows: Iterable[str] = (),
    valid_until: datetime | None = None,
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """Render a page that may be kept; `shows` and `valid_until` as in `publish`."""
    response = render(request, template, context, content_type=content_type)
    return publish(response, shows=shows, valid_until=valid_until)


def publish(
    response: HttpResponse,
    *,
    shows: Iterable[str] = (),
    valid_until: datetime | None = None,
) -> HttpResponse:
    """Say that `response` is everybody's, which topics it `shows` beside the masthead,
    and when time alone will have changed it.
    """
    response["Cache-Control"] = CACHE_CONTROL
    response["CDN-Cache-Control"] = CDN_CACHE_CONTROL
    # The masthead is on every page.
    response["Surrogate-Key"] = " ".join(dict.fromkeys([topics.PAPER, *shows]))
    if valid_until:
        response["Expires"] = http_date(valid_until.timestamp())
    if language := get_language():
        response["Content-Language"] = language
    return response


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark `view`: it gets GET and HEAD alone, and nothing of who is asking.

    `delivery` takes cookies, credentials and unknown parameters from its requests.
    """
    marked = require_safe(view)
    marked.is_public = True  # type: ignore[attr-defined]
    return marked


@lru_cache(maxsize=4096)
def is_public(path: str) -> bool:
    """Return whether what stands at `path` is the same for everybody."""
    language = translation.get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            view = resolve(path).func
        except Resolver404:
            return False
    return getattr(view, "is_public", False)


def printable(text: str) -> str:
    """Return `text` without what XML cannot hold at all, escaped or not.

    One odd character in a headline would break a feed or a sitemap for everybody.
    """
    return NOT_IN_XML.sub("", text)
