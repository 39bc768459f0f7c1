"""Ready pages on a running paper: fresh in every worker, there when Hiwar is not."""

import asyncio
import http.client
import os
import re
import subprocess
import threading
import uuid
from pathlib import Path

import pytest

from .guest import Guest
from .server import free_port, wait_for

pytestmark = pytest.mark.server

COMMENTS = 40
READERS = 6
# So many that each worker is asked.
LOOKS = 6
STORY = "/en/2017/02/16/night-ferry-stays/"
PUBLISH = """
from tests import factories
from hiwar.discussion.models import DiscussionRules, Thread
factories.make_paper()
factories.make_article(headline="Night ferry stays", slug="night-ferry-stays")
rules = DiscussionRules.load()
rules.comments_per_minute = rules.comments_per_hour_from_one_address = 30_000
rules.save()
print(Thread.objects.get().key)
"""
NGINX = Path(__file__).parents[2] / "deploy" / "nginx.conf"


@pytest.fixture
def thread(paper):
    return paper.ask(PUBLISH).strip()


class TestFreshness:
    def test_shows_a_comment_to_everybody_once_it_is_posted(self, paper, thread):
        done = threading.Event()
        with paper.running("--workers", "2") as server:

            def read_on():
                while not done.is_set():
                    assert server.request("GET", STORY)[0] == 200

            readers = [threading.Thread(target=read_on) for _ in range(READERS)]
            for reader in readers:
                reader.start()
            guest = Guest(server, "Greta", thread)
            key, token = guest.arrive()
            stale = 0
            for _ in range(COMMENTS):
                text = f"Nobody waits for the tide {uuid.uuid4()}"
                key = guest.post(text, key, token)
                shown = [is_shown(server, text) for _ in range(LOOKS)]
                stale += shown.count(False)
                # What PostgreSQL tells takes a moment.
                wait_for(lambda text=text: is_shown(server, text), patience=1)
            done.set()
            for reader in readers:
                reader.join()

        assert guest.surprises == []
        assert len(guest.acknowledged) == COMMENTS
        if not paper.database:
            assert stale == 0


class TestACrowd:
    def test_after_a_change_costs_each_worker_one_rendering(self, paper, thread):
        with paper.running("--workers", "2") as server:
            guest = Guest(server, "Greta", thread)
            key, token = guest.arrive()
            server.request("GET", STORY)
            text = f"Breaking {uuid.uuid4()}"
            guest.post(text, key, token)
            wait_for(lambda: not paper.database or is_shown(server, text))
            before = rendered(server)

            answers = asyncio.run(crowd(server.port, 200))

            assert len(answers) == 200
            assert all(text.encode() in answer for answer in answers)
            more = {
                worker: n - before[worker] for worker, n in rendered(server).items()
            }
            assert all(n <= 1 for n in more.values()), more


async def crowd(port, size):
    """Return what `size` people are answered who ask for the story all at once."""
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(size)]
    for _reader, writer in lines:
        writer.write(
            f"GET {STORY} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
    answers = await asyncio.gather(*(reader.read() for reader, _ in lines))
    for _reader, writer in lines:
        writer.close()
    return answers


def rendered(server):
    """Return how many pages each worker has made."""
    found = {}

    def have_both():
        said = server.request("GET", "/metrics")[2].decode()
        worker, number = re.search(
            r'^hiwar_ready_rendered_total{worker="(\d+)"} (\d+)$', said, re.M
        ).groups()
        found[worker] = int(number)
        return len(found) == 2

    wait_for(have_both)
    return found


def is_shown(server, text):
    return text.encode() in server.request("GET", STORY)[2]


class TestNginx:
    """The sample for operators, with other ports and without certificates."""

    @pytest.fixture
    def proxy(self, paper, thread, tmp_path):
        with paper.running() as server:
            port = free_port()
            (tmp_path / "nginx.conf").write_text(adapted(server.port, port, tmp_path))
            nginx = subprocess.Popen(
                ["/usr/sbin/nginx", "-p", tmp_path, "-c", "nginx.conf"],
                stderr=subprocess.PIPE,
            )
            yield Proxy(server, port)
            nginx.terminate()
            nginx.communicate()

    def test_serves_a_story_while_hiwar_is_away(self, proxy):
        first = wait_for(lambda: proxy.get(STORY))
        proxy.server.stop()

        again = proxy.get(STORY)

        assert again == first
        assert again[0] == 200

    def test_shows_a_comment_a_second_later(self, proxy, thread):
        wait_for(lambda: proxy.get(STORY))
        guest = Guest(proxy.server, "Greta", thread)
        guest.post("The tide waits for nobody.", *guest.arrive())

        wait_for(lambda: b"The tide waits" in proxy.get(STORY)[1], patience=10)

    def test_keeps_nothing_that_is_one_readers(self, proxy):
        wait_for(lambda: proxy.get("/en/me/corner/"))
        proxy.server.stop()

        assert proxy.get("/en/me/corner/")[0] == 502


class Proxy:
    def __init__(self, server, port):
        self.server = server
        self._port = port

    def get(self, path):
        """Return status and body, or None while nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": "127.0.0.1"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except ConnectionError:
            return None
        finally:
            connection.close()


def adapted(hiwar, port, folder):
    """Return the sample as a whole configuration, for this machine alone."""
    sample = NGINX.read_text()
    plain = sample[sample.index("server {") :]
    to_https, secure = plain.split("server {")[1:]
    assert "return 301 https" in to_https
    kept = [
        line
        for line in secure.splitlines()
        if not line.strip().startswith(("listen", "ssl_", "server_name"))
    ]
    head = sample[: sample.index("server {")]
    text = f"{head}server {{\n listen 127.0.0.1:{port};\n" + "\n".join(kept)
    text = text.replace("/var/cache/nginx/hiwar", str(folder / "cache"))
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{hiwar}")
    text = text.replace("127.0.0.1:8001", f"127.0.0.1:{hiwar + 1}")
    temporary = "".join(
        f" {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # As root it would give its work to somebody who may not look in here.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{user}daemon off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\n access_log off;\n{temporary}{text}\n}}\n"
    )
