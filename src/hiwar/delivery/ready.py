"""A ready page: an answer that is the same for everybody, in all its codings."""

import gzip
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus

import brotli

# As ASGI has them: names in small letters.
Headers = list[tuple[bytes, bytes]]

# In the order in which they are preferred when a browser takes several.
CODINGS = ("br", "gzip", "identity")
# More effort takes twice the time and saves a twentieth of the bytes.
BROTLI_EFFORT = 5
GZIP_EFFORT = 6
# Smaller ones do not become smaller.
WORTH_PACKING = 256
PACKED_ALREADY = (b"image/", b"font/", b"video/", b"audio/", b"application/zip")
# What an answer without its body still has to say (RFC 9110, 15.4.5).
OF_NOT_MODIFIED = {b"cache-control", b"content-location", b"etag", b"expires", b"vary"}
# What a page is rendered without, so that it cannot vary by it.
CUT_AWAY = {"Cookie", "Accept-Language"}
# What an object costs besides its bytes, about.
OVERHEAD = 4096


@dataclass(frozen=True, slots=True)
class Form:
    """An answer in one coding, and its head as it goes over the wire, but for a date
    and the empty line after it.
    """

    status: int
    headers: Headers
    body: bytes
    head: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPage:
    """An answer in each of its content codings.

    `topics` are those of the change log that it shows; an answer without any is never
    kept. From `valid_until` on, in seconds since 1970, time has changed it.
    """

    status: int
    forms: Mapping[str, Form]
    not_modified: Form
    etag: bytes
    topics: frozenset[str] = frozenset()
    valid_until: float | None = None
    size: int = 0

    @property
    def may_be_kept(self) -> bool:
        return bool(self.topics) and not self.is_over(time.time())

    @property
    def is_broken(self) -> bool:
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    def is_over(self, now: float) -> bool:
        return self.valid_until is not None and now >= self.valid_until

    def form(self, *, known: bytes, codings: bytes) -> Form:
        """Return what to answer who sent `If-None-Match` and `Accept-Encoding`."""
        if known and self.etag and (self.etag in known or known.strip() == b"*"):
            return self.not_modified
        for coding in accepted(codings):
            if coding in self.forms:
                return self.forms[coding]
        return self.forms["identity"]


def make(
    status: int,
    headers: Headers,
    body: bytes,
    *,
    topics: frozenset[str],
    valid_until: float | None,
) -> ReadyPage:
    """Pack `body` in each coding and complete `headers` for each."""
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'.encode()
    left_out = {b"content-length", b"content-encoding", b"etag", b"vary"}
    common = [each for each in headers if each[0] not in left_out]
    common.append((b"vary", _varies(headers)))
    is_whole = status == HTTPStatus.OK
    if is_whole:
        # Weak: the same page in several codings.
        common.append((b"etag", b"W/" + etag))
    forms = {
        coding: _form(status, _complete(common, coding, packed), packed)
        for coding, packed in _pack(headers, body).items()
    }
    short = [each for each in common if each[0] in OF_NOT_MODIFIED]
    return ReadyPage(
        status=status,
        forms=forms,
        not_modified=_form(HTTPStatus.NOT_MODIFIED, short, b""),
        etag=etag if is_whole else b"",
        topics=topics,
        valid_until=valid_until,
        size=sum(len(form.body) for form in forms.values()) + OVERHEAD,
    )


@lru_cache(maxsize=256)
def accepted(header: bytes) -> tuple[str, ...]:
    """Return the codings that `Accept-Encoding` allows, the best first.

    Of weights only a zero counts: any coding that a browser takes will do.
    """
    weights = {}
    for part in header.decode("latin-1").lower().split(","):
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


def _form(status: int, headers: Headers, body: bytes) -> Form:
    words = HTTPStatus(status)
    lines = [b"HTTP/1.1 %d %s" % (words.value, words.phrase.encode())]
    lines += [b"%s: %s" % each for each in headers]
    return Form(status, headers, body, b"\r\n".join(lines) + b"\r\n")


def _pack(headers: Headers, body: bytes) -> dict[str, bytes]:
    types = b"".join(value for name, value in headers if name == b"content-type")
    if len(body) < WORTH_PACKING or types.startswith(PACKED_ALREADY):
        return {"identity": body}
    return {
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_EFFORT),
        "gzip": gzip.compress(body, GZIP_EFFORT, mtime=0),
        "identity": body,
    }


def _complete(common: Headers, coding: str, packed: bytes) -> Headers:
    headers = [*common, (b"content-length", b"%d" % len(packed))]
    if coding != "identity":
        headers.append((b"content-encoding", coding.encode()))
    return headers


def _varies(headers: Headers) -> bytes:
    names = [
        name.strip()
        for header, value in headers
        if header == b"vary"
        for name in value.decode("latin-1").split(",")
    ]
    kept = [name for name in names if name and name not in CUT_AWAY]
    return ", ".join(dict.fromkeys([*kept, "Accept-Encoding"])).encode("latin-1")
