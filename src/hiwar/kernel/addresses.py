"""Whose a connection is, when proxies stand between."""

from collections.abc import Collection, Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

Networks = Collection[IPv4Network | IPv6Network]


def sender(peer: str, forwarded: Iterable[str], *, trusted: Networks) -> str:
    """Return the sender's address; a proxy's word for it counts only when trusted.

    Read from the right: the last address that is not a trusted proxy's is the
    sender's. What stands to its left was written by the sender.
    """
    address, claims = peer, list(forwarded)
    while claims and _is_among(trusted, address):
        claimed = claims.pop().strip()
        if not parse(claimed):
            break
        address = claimed
    return address


def network_of(address: str) -> str:
    """Return what one household has: an IPv4 address, or the /64 of an IPv6 one."""
    parsed = parse(address)
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or (int(parsed) >> 64))
    return str(parsed)


def parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None


def _is_among(networks: Networks, address: str) -> bool:
    parsed = parse(address)
    return parsed is not None and any(parsed in network for network in networks)
