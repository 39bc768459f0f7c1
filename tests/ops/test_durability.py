"""What was acknowledged is there after the worst: SIGKILL to all, in mid-flight."""

import json
import threading

import pytest

from tests.mail_server import MailBox

from .guest import Guest
from .server import wait_for

pytestmark = pytest.mark.server

CLIENTS = 8
ENOUGH = 80
THREAD = "article:1"

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


class TestSigkill:
    def test_loses_no_acknowledged_comment_and_doubles_none(self, paper):
        paper.ask(OPEN_A_THREAD)
        with paper.running() as server:
            clients = [
                Guest(server, f"Guest number {n}", THREAD) for n in range(CLIENTS)
            ]
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
