"""What slow and what large senders do to everybody else, with real sockets."""

import json
import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress

import pytest

pytestmark = pytest.mark.server

LIMIT = 8 * 1024 * 1024
SENDERS = 20
# A form as browsers send it; its words never all arrive.
HEAD = (
    "POST /{language}/accounts/login/ HTTP/1.1\r\n"
    "Host: 127.0.0.1:{port}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n"
    "{headers}\r\n\r\n"
)


def connect(server, *headers, language="en"):
    """Open a connection and send the head of a request."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    head = HEAD.format(
        language=language, port=server.port, headers="\r\n".join(headers)
    )
    connection.sendall(head.encode())
    return connection


def answer(connection):
    """Return the status of what comes back, and its text."""
    with connection, connection.makefile("rb") as file:
        status = int(file.readline().split()[1])
        length = 0
        while line := file.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return status, file.read(length).decode()


@contextmanager
def slow_senders(server, number):
    """Let so many connections send one byte after the other while the block runs."""
    with ExitStack() as stack:
        connections = [
            stack.enter_context(connect(server, "Content-Length: 1000000"))
            for _ in range(number)
        ]
        done = threading.Event()

        def dribble():
            while not done.wait(0.05):
                for connection in connections:
                    # A server that ends hangs up.
                    with suppress(OSError):
                        connection.sendall(b"a")

        thread = threading.Thread(target=dribble)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


class TestSlowSenders:
    def test_leave_reading_and_posting_to_the_others(self, server):
        with slow_senders(server, SENDERS):
            seconds = []
            for method in ["GET", "POST"] * 10:
                started_at = time.monotonic()
                status, _, _ = server.request(method, "/en/accounts/login/", b"")
                seconds.append(time.monotonic() - started_at)
                # A POST without a token is answered too, with a refusal.
                assert status in {200, 403}

        assert max(seconds) < 1

    def test_do_not_hold_up_the_end(self, paper):
        with paper.running() as server, slow_senders(server, SENDERS):
            started_at = time.monotonic()

            assert server.stop() == 0

            assert time.monotonic() - started_at < 15


class TestLargeBodies:
    @pytest.mark.parametrize("length", [LIMIT + 1, 3 * LIMIT])
    def test_are_refused_on_a_page_that_arrives(self, server, length):
        connection = connect(server, f"Content-Length: {length}")
        connection.sendall(b"a" * length)

        status, page = answer(connection)

        assert status == 413
        assert "At most 8 MB are taken." in page

    @pytest.mark.parametrize(
        "headers",
        [
            [f"Content-Length: {100 * LIMIT}"],
            [f"Content-Length: {LIMIT + 1}", "Expect: 100-continue"],
        ],
    )
    def test_are_refused_by_their_header(self, server, headers):
        """Huge ones, and those of whoever asks before sending."""
        status, _page = answer(connect(server, *headers))

        assert status == 413

    def test_are_refused_in_the_readers_language(self, server):
        connection = connect(server, f"Content-Length: {100 * LIMIT}", language="ar")

        status, page = answer(connection)

        assert status == 413
        assert '<html lang="ar"' in page

    def test_are_refused_to_programs_with_a_code(self, server):
        connection = connect(
            server, f"Content-Length: {100 * LIMIT}", "Accept: application/json"
        )

        _, text = answer(connection)

        assert json.loads(text)["code"] == "body_too_large"

    def test_are_taken_up_to_the_limit(self, server):
        status, _, _ = server.request("POST", "/en/accounts/login/", b"a" * LIMIT)

        assert status != 413


class TestBodiesWithoutLength:
    def test_are_refused_because_one_cannot_know_that_they_are_whole(self, server):
        connection = connect(server, "Transfer-Encoding: chunked")
        connection.sendall(b"5\r\nabcde\r\n0\r\n\r\n")

        status, _ = answer(connection)

        assert status == 411

    def test_are_not_read_however_long_they_are(self, server):
        connection = connect(server, "Transfer-Encoding: chunked")

        status, _ = answer(connection)

        assert status == 411
