"""A cache in front is told what has changed, once the change is certain."""

from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from hiwar.delivery import tasks
from hiwar.kernel import changes

pytestmark = pytest.mark.django_db


class Cache(HTTPServer):
    """Remembers what it was asked to forget."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = []
        self.status = 200


class Answer(BaseHTTPRequestHandler):
    def do_PURGE(self):
        self.server.asked.append((self.path, self.headers["Surrogate-Key"]))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said):
        pass


@pytest.fixture
def cache(settings):
    with Cache() as cache, ThreadPoolExecutor(1) as beside:
        settings.PURGE_URL = f"http://127.0.0.1:{cache.server_port}/purge"
        beside.submit(cache.serve_forever, poll_interval=0.01)
        yield cache
        cache.shutdown()


def waiting():
    return [row.args_kwargs["kwargs"] for row in DBTaskResult.objects.all()]


class TestACacheInFront:
    @pytest.mark.usefixtures("cache")
    def test_is_told_by_a_task_of_the_same_transaction(self):
        with transaction.atomic():
            changes.record("thread:1", "front:en", "thread:1")
        with transaction.atomic():
            changes.record("thread:2")
            transaction.set_rollback(True)

        assert waiting() == [{"topics": ["thread:1", "front:en"]}]

    def test_is_asked_to_forget_the_pages_of_these_topics(self, cache):
        tasks.purge.call(topics=["thread:1", "front:en"])

        assert cache.asked == [("/purge", "thread:1 front:en")]

    def test_is_asked_in_parts_when_there_are_many(self, cache):
        topics = [f"thread:{number}" for number in range(450)]

        tasks.purge.call(topics=topics)

        assert " ".join(keys for _path, keys in cache.asked).split() == topics
        assert max(len(keys) for _path, keys in cache.asked) < 8000

    def test_is_asked_again_when_it_refuses(self, cache):
        cache.status = 503

        with pytest.raises(HTTPError):
            tasks.purge.call(topics=["thread:1"])

    def test_need_not_be_there(self):
        changes.record("thread:1")

        assert waiting() == []
