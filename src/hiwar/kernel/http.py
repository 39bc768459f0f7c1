"""What a request tells about where it comes from and what it wants."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme


def client_address(request: HttpRequest) -> str:
    """Return the sender's address; a proxy's word for it counts only when trusted.

    Read from the right: the last address that is not a trusted proxy's is the
    sender's. What stands to its left was written by the sender.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while forwarded and _is_trusted(address):
        claimed = forwarded.pop().strip()
        if not _parse(claimed):
            break
        address = claimed
    return address


def address_hash(request: HttpRequest) -> str:
    """Return a keyed hash of the sender's address, an IPv6 one by its /64."""
    address = _parse(client_address(request))
    network: object = address
    if isinstance(address, IPv6Address):
        network = address.ipv4_mapped or (int(address) >> 64)
    digest = salted_hmac("hiwar.address", str(network), algorithm="sha256")
    return digest.hexdigest()[:32]


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


def _is_trusted(address: str) -> bool:
    parsed = _parse(address)
    return parsed is not None and any(parsed in net for net in settings.TRUSTED_PROXIES)


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
