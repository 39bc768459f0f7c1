"""What a request tells about where it comes from and what it wants."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from . import addresses


def client_address(request: HttpRequest) -> str:
    """Return the sender's address; a proxy's word for it counts only when trusted."""
    return addresses.sender(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", "").split(","),
        trusted=settings.TRUSTED_PROXIES,
    )


def address_hash(request: HttpRequest) -> str:
    """Return a keyed hash of the sender's address, an IPv6 one by its /64."""
    network = addresses.network_of(client_address(request))
    return salted_hmac("hiwar.address", network, algorithm="sha256").hexdigest()[:32]


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == (
        "application/json"
    )


def is_same_origin(request: HttpRequest) -> bool:
    """Return whether a browser says that a page of ours sent this.

    For forms of pages that are kept ready and so carry no token. A request that
    says nothing of its origin is refused.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}" or (
        origin == settings.ORIGIN
    )


def safe_path(url: str | None, default: str = "/") -> str:
    """Return `url` if it is a path on this site, else `default`."""
    # A mere word could be the name of one of our addresses to Django's `redirect`.
    if not url or not url.startswith("/"):
        return default
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else default
