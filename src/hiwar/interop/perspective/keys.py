"""Who may ask: a key for each client, and how much it may ask.

Keys stand in a file, a line each: the client's name and the SHA-256 of its key, never
the key. The server reads it again whenever it has changed.
"""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .protocol import Wrong

FILE_NAME: Final = "scorer-keys"
REQUESTS_A_SECOND: Final = 100.0
# So many may come at once after a pause.
BURST: Final = 200.0
_NAME: Final = re.compile(r"[\w.-]{1,60}")


class NotAName(Exception):  # noqa: N818 - named as a fact, like a refusal
    """A client's name that cannot stand in the file."""


def issue(file: Path, client: str) -> str:
    """Add a key for `client` to `file` and return it: it is not kept anywhere else.

    Raises NotAName.
    """
    if not _NAME.fullmatch(client):
        raise NotAName(client)
    key = secrets.token_urlsafe(24)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(f"{client} {_hash(key)}\n")
    file.chmod(0o600)
    return key


@dataclass
class Doorkeeper:
    """Knows the keys of a file, and lets each client ask so often and no oftener."""

    file: Path | None
    clock: Callable[[], float] = time.monotonic
    _read_at: float = -1.0
    _clients: dict[str, str] = field(default_factory=dict)
    # What each client may still ask, and when that was counted.
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def admit(self, key: str) -> None:
        """Count a request with `key`. Without a file, anybody may ask.

        Raises Wrong.
        """
        if self.file is None:
            return
        if not key:
            raise Wrong(
                "Method doesn't allow unregistered callers (callers without established"
                " identity). Please use API Key or other form of API consumer identity"
                " to call this API.",
                code=403,
            )
        client = self._client(key)
        now = self.clock()
        left, counted = self._left.get(client, (BURST, now))
        left = min(BURST, left + (now - counted) * REQUESTS_A_SECOND)
        if left < 1:
            self._left[client] = (left, now)
            raise Wrong("Quota exceeded for this API key.", code=429)
        self._left[client] = (left - 1, now)

    def _client(self, key: str) -> str:
        self._read()
        given = _hash(key)
        for known, client in self._clients.items():
            if hmac.compare_digest(known, given):
                return client
        raise Wrong("API key not valid. Please pass a valid API key.")

    def _read(self) -> None:
        """Read the file again when it has changed."""
        changed = self.file.stat().st_mtime if self.file and self.file.exists() else 0
        if self.file is None or changed == self._read_at:
            return
        self._read_at = changed
        text = self.file.read_text("utf-8") if changed else ""
        pairs = (line.split() for line in text.splitlines())
        self._clients = {pair[1]: pair[0] for pair in pairs if len(pair) == 2}


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
