"""The way past the server: which requests take it, and which must not."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import uvicorn

from hiwar.delivery.ready import make
from hiwar.delivery.wire import Connection, Wish, understand

PLAIN = (
    b"GET /en/?page=2 HTTP/1.1\r\n"
    b"Host: paper.example\r\n"
    b"Accept-Encoding:gzip, br \r\n"
    b'IF-NONE-MATCH: "x"\r\n'
    b"Connection: Keep-Alive\r\n"
    b"Cookie: a=b\r\n\r\n"
)


class TestAPlainRequest:
    def test_is_understood(self):
        assert understand(PLAIN) == Wish(
            b"/en/", b"page=2", b"paper.example", b'"x"', b"gzip, br"
        )

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            PLAIN[:-1],
            PLAIN + b"G",
            PLAIN + PLAIN,
            PLAIN.replace(b"GET", b"HEAD"),
            PLAIN.replace(b"GET", b"POST"),
            PLAIN.replace(b"GET /en/", b"GET http://paper.example/en/"),
            PLAIN.replace(b"HTTP/1.1", b"HTTP/1.0"),
            PLAIN.replace(b"HTTP/1.1", b"HTTP/1.1 "),
            PLAIN.replace(b"page=2", b"page=2#x"),
            PLAIN.replace(b"Keep-Alive", b"close"),
            PLAIN.replace(b"Connection", b"Upgrade"),
            PLAIN.replace(b"Cookie: a=b", b"Content-Length: 5"),
            PLAIN.replace(b"Cookie: a=b", b"Transfer-Encoding: chunked"),
            PLAIN.replace(b"Cookie: a=b", b"Expect: 100-continue"),
            PLAIN.replace(b"Cookie: a=b", b"Host: evil.example"),
            PLAIN.replace(b"Cookie: a=b", b" folded"),
            PLAIN.replace(b"Cookie: a=b", b"Host : evil.example"),
            PLAIN.replace(b"Cookie: a=b", b"no colon"),
            PLAIN.replace(b"Cookie: a=b", b"Cookie: a=b\nContent-Length: 5"),
            PLAIN.replace(b"Cookie: a=b", b"Cookie: a=b\rContent-Length: 5"),
            PLAIN.replace(b"Cookie: a=b", b"Cookie\t: a=b"),
            PLAIN.replace(b"a=b", b"a" * 9000),
        ],
    )
    def test_is_nothing_else(self, data):
        assert understand(data) is None


class Door:
    """Has one page at hand, and says of everything else how it was asked for."""

    def __init__(self):
        self.page = make(
            200,
            [(b"content-type", b"text/plain")],
            b"at hand " * 40_000,
            topics=frozenset(),
            valid_until=None,
        )

    def at_hand(self, path, query, host, *, known, codings):
        return self.page.form(known=known, codings=codings) if path == b"/" else None

    async def __call__(self, scope, receive, send):
        text = f"{scope['method']} {scope['path']}".encode()
        while (message := await receive()).get("more_body"):
            text += message["body"]
        text += message.get("body", b"")
        headers = [(b"content-length", b"%d" % len(text))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": text})


@asynccontextmanager
async def connected(**settings):
    """Serve the door on a free port, and connect to it."""
    config = uvicorn.Config(
        Door(),
        interface="asgi3",
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        **settings,
    )
    config.load()
    server = uvicorn.Server(config)
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(
        lambda: Connection(config, server.server_state, {}), "127.0.0.1", 0
    )
    reader, writer = await asyncio.open_connection(
        *listening.sockets[0].getsockname()[:2]
    )
    try:
        yield reader, writer
    finally:
        writer.close()
        listening.close()


async def answer(reader):
    """Return status and body of the next answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    said = dict(line.lower().split(": ", 1) for line in lines if line)
    body = await reader.readexactly(int(said.get("content-length", 0)))
    return int(first.split()[1]), body.decode()


def ask(path="/", method="GET", more="", body=""):
    head = f"{method} {path} HTTP/1.1\r\nHost: paper.example\r\n{more}\r\n{body}"
    return head.encode()


def exchange(*pieces, **settings):
    """Send the pieces one after the other; return what is answered to each."""

    async def talk():
        async with connected(**settings) as (reader, writer):
            answers = []
            for piece in pieces:
                writer.write(piece)
                answers.append(await answer(reader))
            return answers

    return asyncio.run(talk())


class TestAConnection:
    def test_is_answered_in_order_whatever_the_way(self):
        post = ask("/form", "POST", "Content-Length: 5\r\n", "hello")

        answers = exchange(ask(), post, ask(), ask("/other"), ask())

        assert [text[:14] for _status, text in answers] == [
            "at hand at han",
            "POST /formhell",
            "at hand at han",
            "GET /other",
            "at hand at han",
        ]

    def test_goes_past_no_request_that_has_begun(self):
        async def talk():
            async with connected() as (reader, writer):
                # The body looks like a request for what is at hand.
                inner = ask()
                head = f"Content-Length: {len(inner)}\r\n"
                writer.write(ask("/form", "POST", head))
                await writer.drain()
                await asyncio.sleep(0)
                writer.write(inner)
                return await answer(reader)

        status, text = asyncio.run(talk())

        assert (status, text) == (200, "POST /form" + ask().decode())

    def test_bears_heads_that_come_in_pieces(self):
        async def talk():
            async with connected() as (reader, writer):
                whole = ask("/slow")
                for place in range(0, len(whole), 7):
                    writer.write(whole[place : place + 7])
                    await writer.drain()
                first = await answer(reader)
                writer.write(ask() + ask("/next"))
                return first, await answer(reader), await answer(reader)

        assert [text[:10] for _, text in asyncio.run(talk())] == [
            "GET /slow",
            "GET /",
            "GET /next",
        ]

    def test_ends_when_nothing_is_said(self, monkeypatch):
        monkeypatch.setattr("hiwar.delivery.wire.SECONDS_FOR_A_HEAD", 0.05)

        async def talk(said, **settings):
            async with connected(**settings) as (reader, writer):
                writer.write(said)
                return await reader.read()

        assert asyncio.run(talk(b"", timeout_keep_alive=0.05)) == b""
        assert asyncio.run(talk(b"GET /half HT")) == b""
        whole = asyncio.run(talk(ask(), timeout_keep_alive=0.05))
        assert whole.startswith(b"HTTP/1.1 200 OK")

    def test_stops_reading_who_does_not_take_what_they_asked_for(self):
        async def talk():
            async with connected() as (reader, writer):
                for _ in range(200):
                    writer.write(ask())
                    await asyncio.sleep(0)
                writer.write(ask("/last"))
                texts = []
                while not texts or not texts[-1].startswith("GET /last"):
                    texts.append((await answer(reader))[1])
                return texts

        texts = asyncio.run(talk())

        assert all(text.startswith(("at hand", "GET /")) for text in texts)
