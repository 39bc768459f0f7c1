"""What was acknowledged is there after the worst: SIGKILL to all, in mid-flight."""

import http.client
import json
import threading
import uuid
from contextlib import suppress
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.mail_server import MailBox

from .server import wait_for

pytestmark = pytest.mark.server

CLIENTS = 8
ENOUGH = 80
THREAD = "article:1"
PATH = f"/en/threads/{THREAD}/comments/"

OPEN_A_THREAD = f"""
from django.utils import timezone
from hiwar.discussion import actions
from hiwar.discussion.models import DiscussionRules
actions.open_thread(
    key={THREAD!r}, title="A story", address="/en/", opened_at=timezone.now()
)
# Eight clients on one machine are many people here.
rules = DiscussionRules.load()
rules.comments_per_minute = rules.comments_per_hour_from_one_address = 30_000
rules.save()
"""
LIST_COMMENTS = """
import json
from hiwar.discussion.models import Comment
print(json.dumps(list(Comment.objects.values_list("text", flat=True))))
"""
SEND_A_MAIL = """
from django.core.mail import send_mail
send_mail("Your code", "It is 4711.", None, ["reader@example.org"])
"""
LIST_TASKS = """
import json
from django_tasks_db.models import DBTaskResult
print(json.dumps([
    (row.status, len(row.worker_ids)) for row in DBTaskResult.objects.all()
]))
"""


class Client:
    """A guest with a browser who writes one comment after the other."""

    def __init__(self, server, name):
        self._server = server
        self._name = name
        self._cookies = SimpleCookie()
        self.acknowledged = []
        # What was sent and not answered: nobody knows yet.
        self.in_flight = None
        self.surprises = []

    def write_until_it_breaks(self):
        with suppress(OSError, http.client.HTTPException):
            self.write_on()

    def write_on(self):
        facts = json.loads(self._send("GET", f"/en/me/discussion/{THREAD}/")[1])
        token, key = facts["csrf"], facts["key"]
        while True:
            text = f"{self._name} says {uuid.uuid4()}"
            self.in_flight = (text, key)
            key = self.post(text, key, token)

    def post_again(self, server):
        """Send once more what was in flight, as a browser's reload does."""
        self._server = server
        facts = json.loads(self._send("GET", f"/en/me/discussion/{THREAD}/")[1])
        self.post(*self.in_flight, facts["csrf"])

    def post(self, text, key, token):
        form = {"text": text, "name": self._name, "key": key}
        status, answer = self._send(
            "POST",
            PATH,
            urlencode(form),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "X-CSRFToken": token,
                "Origin": f"http://127.0.0.1:{self._server.port}",
            },
        )
        if status == 201:
            self.acknowledged.append(text)
            return json.loads(answer)["next_key"]
        self.surprises.append((status, answer))
        return str(uuid.uuid4())

    def _send(self, method, path, body=None, headers=None):
        cookies = "; ".join(f"{k}={v.value}" for k, v in self._cookies.items())
        status, received, answer = self._server.request(
            method, path, body, {"Cookie": cookies, **(headers or {})}
        )
        for cookie in received.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        return status, answer


class TestSigkill:
    def test_loses_no_acknowledged_comment_and_doubles_none(self, paper):
        paper.ask(OPEN_A_THREAD)
        with paper.running() as server:
            clients = [Client(server, f"Guest number {n}") for n in range(CLIENTS)]
            threads = [
                threading.Thread(target=client.write_until_it_breaks)
                for client in clients
            ]
            for thread in threads:
                thread.start()
            wait_for(lambda: sum(len(c.acknowledged) for c in clients) >= ENOUGH)

            server.kill_group()
            for thread in threads:
                thread.join()

        with paper.running() as server:
            for client in clients:
                client.post_again(server)
            kept = json.loads(paper.ask(LIST_COMMENTS))

        assert [client.surprises for client in clients] == [[]] * CLIENTS
        acknowledged = [text for client in clients for text in client.acknowledged]
        assert len(acknowledged) >= ENOUGH + CLIENTS
        # Everything that was said "posted" to is there once, and nothing else is:
        # what was in flight was sent again, and may have been there already.
        assert sorted(kept) == sorted(acknowledged)

    def test_has_the_task_that_was_running_done_after_all(self, paper):
        with MailBox() as mailbox:
            settings = {"HIWAR_MAIL_URL": mailbox.url}
            with paper.running(**settings) as server:
                mailbox.is_slow.set()
                paper.ask(SEND_A_MAIL)
                wait_for(mailbox.is_talking.is_set)
                assert json.loads(paper.ask(LIST_TASKS)) == [["RUNNING", 1]]

                server.kill_group()

            assert mailbox.messages == []
            mailbox.is_slow.clear()
            with paper.running(**settings) as server:
                wait_for(lambda: mailbox.messages)
                wait_for(
                    lambda: json.loads(paper.ask(LIST_TASKS)) == [["SUCCESSFUL", 2]]
                )

        assert "Took up 1 tasks" in server.said()
        assert b"It is 4711." in mailbox.messages[0]
