"""Clients that write: few instructions each, so that they leave the CPU to servers."""

import asyncio
import json
import random
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

# One guest may post six a minute: each of ours writes five and goes.
COMMENTS_OF_A_GUEST = 5
# As long as comments are. Each says something else: what says the same is held.
TEXT = "*Number {number}* of the reasons: {reasons}."
SYLLABLES = (  # noqa: SIM905 - words are read and written in lines
    "ba fer ry ho ur li ght ou se mar ket ti de ro ad bri dge sto ne ka ri"
).split()
WORDS = ["".join(random.choices(SYLLABLES, k=random.randint(1, 3))) for _ in range(500)]
# A run that follows another one is written by other guests.
_numbers = count(random.randrange(1 << 23))


def make_text(number: int) -> str:
    """Return what nobody has said yet."""
    return TEXT.format(number=number, reasons=" ".join(random.choices(WORDS, k=20)))


class Line:
    """One connection that stays open; it is opened again when the server ends it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = {},
        body: bytes = b"",
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the answer."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self._port, limit=1 << 20
            )
        assert self._reader
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self._port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *named = head.split("\r\n")
        told = dict(_fields(named))
        content = await self._body(told)
        if told.get("connection", "").lower() == "close":
            self.close()
        return int(status.split()[1]), told, content

    async def _body(self, headers: Mapping[str, str]) -> bytes:
        assert self._reader
        if "chunked" not in headers.get("transfer-encoding", ""):
            return await self._reader.readexactly(int(headers.get("content-length", 0)))
        whole = b""
        while size := int(await self._reader.readline(), 16):
            whole += await self._reader.readexactly(size)
            await self._reader.readexactly(2)
        await self._reader.readline()
        return whole

    def close(self) -> None:
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None


class Guests:
    """A browser in which one guest after the other posts in one discussion."""

    def __init__(self, port: int, key: str) -> None:
        self._line = Line(port)
        self._key = key
        self._token = self._cookie = ""
        self._guest = self._name = self._address = ""
        self._left = 0

    async def begin(self) -> None:
        """Ask, as the page's script does, for what a form must have."""
        path = f"/en/me/discussion/{self._key}/"
        status, headers, body = await self._line.ask("GET", path)
        assert status == 200, body
        self._token = json.loads(body)["csrf"]
        self._cookie = _cookie(headers, "csrftoken")

    async def post(self, *, parent: int | None = None) -> int:
        """Post a comment and return its number. It must be shown at once."""
        number = next(_numbers)
        if not self._left:
            self._come_anew(number)
        self._left -= 1
        form: dict[str, Any] = {
            "text": make_text(number),
            "name": self._name,
            "key": uuid4(),
        }
        if parent:
            form["parent"] = parent
        status, headers, body = await self._line.ask(
            "POST",
            f"/en/threads/{self._key}/comments/",
            headers=self._headers(),
            body=urlencode(form).encode(),
        )
        assert status == 201, (status, body[:500])
        self._guest = _cookie(headers, "guest") or self._guest
        answer = json.loads(body)
        assert answer["status"] == "published", answer
        return answer["id"]

    def _come_anew(self, number: int) -> None:
        self._left = COMMENTS_OF_A_GUEST
        self._guest = ""
        self._name = f"Visitor {number}"
        self._address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def _headers(self) -> dict[str, str]:
        cookies = f"csrftoken={self._cookie}"
        if self._guest:
            cookies += f"; guest={self._guest}"
        return {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookies,
            "X-CSRFToken": self._token,
            "X-Forwarded-For": self._address,
        }

    def close(self) -> None:
        self._line.close()


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield headers; of several cookies all, one after the other."""
    cookies = []
    for line in filter(None, lines):
        name, _colon, value = line.partition(":")
        if name.lower() == "set-cookie":
            cookies.append(value.strip())
        else:
            yield name.lower(), value.strip()
    yield "set-cookie", "\n".join(cookies)


def _cookie(headers: Mapping[str, str], name: str) -> str:
    for line in headers["set-cookie"].split("\n"):
        if line.startswith(f"{name}="):
            return line.partition(";")[0].partition("=")[2]
    return ""
