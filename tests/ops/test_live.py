"""The live stream of a whole running paper, on whatever database it has."""

import http.client
import signal
from contextlib import contextmanager

import pytest

from .server import PATIENCE, wait_for

pytestmark = pytest.mark.server

RECORD = (
    "from hiwar.kernel import changes\n"
    "from django.db import transaction\n"
    "with transaction.atomic(): changes.record('thread:1')"
)


@contextmanager
def listening(server, query="topic=thread:1", **headers):
    """Open a stream as a browser on one of the paper's pages does."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port + 1, timeout=60)
    wait_for(server.is_live)
    headers = {"Origin": f"http://127.0.0.1:{server.port}", **headers}
    connection.request("GET", f"/live/?{query}", headers=headers)
    answer = connection.getresponse()
    try:
        yield answer
    finally:
        connection.close()


def event(stream):
    """Return what the next event says, as soon as it is there."""
    said = {}
    while (line := stream.readline().decode().strip()) or "data" not in said:
        name, _colon, value = line.partition(": ")
        said[name] = value
    return said


class TestLiveStream:
    def test_tells_of_a_change_and_ends_with_the_paper(self, paper):
        with paper.running() as server, listening(server) as stream:
            assert stream.status == 200
            first = event(stream)
            assert first["data"] == "thread:1"

            paper.ask(RECORD)

            second = event(stream)
            assert second["data"] == "thread:1"
            assert second["id"] != first["id"]

            server.process.send_signal(signal.SIGTERM)
            stream.read()
            assert server.process.wait(PATIENCE) == 0
        assert "rror" not in server.said()

    def test_is_for_pages_of_the_paper_alone(self, paper):
        with (
            paper.running() as server,
            listening(server, Origin="https://other.example") as stream,
        ):
            assert stream.status == 403
