"""Private addresses: whoever knows the key may read what stands there."""

import secrets


def new_key() -> str:
    """Return 256 random bits as they stand in an address."""
    return secrets.token_urlsafe(32)
