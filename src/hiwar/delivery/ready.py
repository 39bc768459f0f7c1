"""A ready page: an answer that is the same for everybody, in all its codings."""

import gzip
import time
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus

import brotli

Headers = list[tuple[str, str]]

# In the order in which they are preferred when a browser takes several.
CODINGS = ("br", "gzip", "identity")
# More effort takes twice the time and saves a twentieth of the bytes.
BROTLI_EFFORT = 5
GZIP_EFFORT = 6
# Smaller ones do not become smaller.
WORTH_PACKING = 256
PACKED_ALREADY = ("image/", "font/", "video/", "audio/", "application/zip")
# What an answer without its body still has to say (RFC 9110, 15.4.5).
OF_NOT_MODIFIED = {"cache-control", "content-location", "etag", "expires", "vary"}
# What a page is rendered without, so that it cannot vary by it.
CUT_AWAY = {"Cookie", "Accept-Language"}
# What an object costs besides its bytes, about.
OVERHEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPage:
    """An answer's status line, and for each content coding its headers and body.

    `topics` are those of the change log that it shows; an answer without any is never
    kept. From `valid_until` on, in seconds since 1970, time has changed it.
    """

    status: str
    forms: dict[str, tuple[Headers, bytes]]
    not_modified: Headers
    etag: str
    topics: frozenset[str] = frozenset()
    valid_until: float | None = None
    size: int = 0

    @property
    def may_be_kept(self) -> bool:
        return bool(self.topics) and not self.is_over(time.time())

    @property
    def is_broken(self) -> bool:
        return self.status.startswith("5")

    def is_over(self, now: float) -> bool:
        return self.valid_until is not None and now >= self.valid_until


def make(
    status: str,
    headers: Headers,
    body: bytes,
    *,
    topics: frozenset[str],
    valid_until: float | None,
) -> ReadyPage:
    """Pack `body` in each coding and complete `headers` for each."""
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    common = [
        (name, value)
        for name, value in headers
        if name.lower() not in {"content-length", "content-encoding", "etag", "vary"}
    ]
    common.append(("Vary", _varies(headers)))
    is_whole = status.startswith(str(HTTPStatus.OK.value))
    if is_whole:
        # Weak: the same page in several codings.
        common.append(("ETag", "W/" + etag))
    forms = {
        coding: (_complete(common, coding, packed), packed)
        for coding, packed in _pack(headers, body).items()
    }
    return ReadyPage(
        status=status,
        forms=forms,
        not_modified=[each for each in common if each[0].lower() in OF_NOT_MODIFIED],
        etag=etag if is_whole else "",
        topics=topics,
        valid_until=valid_until,
        size=sum(len(packed) for _, packed in forms.values()) + OVERHEAD,
    )


@lru_cache(maxsize=256)
def accepted(header: str) -> tuple[str, ...]:
    """Return the codings that `Accept-Encoding` allows, the best first.

    Of weights only a zero counts: any coding that a browser takes will do.
    """
    weights = {}
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        weights[coding.strip()] = weight.replace(" ", "") not in {
            *("q=0", "q=0.0", "q=0.00", "q=0.000"),
        }
    others = weights.get("*", False)
    return tuple(
        coding
        for coding in CODINGS
        if coding == "identity" or weights.get(coding, others)
    )


def _pack(headers: Headers, body: bytes) -> dict[str, bytes]:
    types = [value for name, value in headers if name.lower() == "content-type"]
    if len(body) < WORTH_PACKING or "".join(types).startswith(PACKED_ALREADY):
        return {"identity": body}
    return {
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_EFFORT),
        "gzip": gzip.compress(body, GZIP_EFFORT, mtime=0),
        "identity": body,
    }


def _complete(common: Headers, coding: str, packed: bytes) -> Headers:
    headers = [*common, ("Content-Length", str(len(packed)))]
    if coding != "identity":
        headers.append(("Content-Encoding", coding))
    return headers


def _varies(headers: Headers) -> str:
    names = [
        name.strip()
        for header, value in headers
        if header.lower() == "vary"
        for name in value.split(",")
    ]
    kept = [name for name in names if name and name not in CUT_AWAY]
    return ", ".join(dict.fromkeys([*kept, "Accept-Encoding"]))
