"""Mail is enqueued with the action that sends it, and leaves by the worker."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from hiwar.notifications.mail import QueuedBackend

pytestmark = pytest.mark.django_db


def make_message(**changes):
    facts = {
        "subject": "Your code",
        "body": "It is 4711.",
        "from_email": "The Paper <noreply@example.org>",
        "to": ["Reader <reader@example.org>"],
    }
    return EmailMultiAlternatives(**{**facts, **changes})


def queue(*messages):
    return QueuedBackend().send_messages(messages)


def queued():
    """Return the arguments of the one task that waits."""
    return DBTaskResult.objects.get().args_kwargs["kwargs"]


def parsed():
    return message_from_bytes(queued()["mime"].encode(), policy=default)


class TestQueuedBackend:
    def test_enqueues_a_task_for_each_message(self):
        assert queue(make_message(), make_message()) == 2

        assert DBTaskResult.objects.ready().count() == 2

    def test_leaves_out_a_message_without_a_receiver(self):
        assert queue(make_message(to=[])) == 0

        assert not DBTaskResult.objects.exists()

    def test_sends_nothing_when_the_action_is_rolled_back(self):
        with transaction.atomic():
            queue(make_message())
            transaction.set_rollback(True)

        assert not DBTaskResult.objects.exists()

    @pytest.mark.parametrize(
        ("subject", "body"),
        [
            ("Your code", "It is 4711."),
            ("رمز الدخول", "رمزك هو ٤٧١١\nولا أحد سواك يعرفه."),
            ("Код входа 🔥", "Код: 4711"),
        ],
    )
    def test_keeps_every_script(self, subject, body):
        queue(make_message(subject=subject, body=body))

        message = parsed()
        assert message["Subject"] == subject
        assert message.get_content().rstrip("\n") == body

    def test_keeps_alternatives_headers_and_attachments(self):
        message = make_message(headers={"X-Reason": "sign-in"}, reply_to=["a@b.org"])
        message.attach_alternative("<p>It is <b>4711</b>.</p>", "text/html")
        message.attach("picture.png", b"\x89PNG\x00\xff", "image/png")

        queue(message)

        kept = parsed()
        assert kept["X-Reason"] == "sign-in"
        assert kept["Reply-To"] == "a@b.org"
        assert "<b>4711</b>" in kept.get_body(("html",)).get_content()
        (picture,) = kept.iter_attachments()
        assert picture.get_content() == b"\x89PNG\x00\xff"

    def test_tells_the_server_all_receivers_and_the_message_only_the_open_ones(self):
        queue(make_message(cc=["c@example.org"], bcc=["b@example.org"]))

        assert queued()["receivers"] == [
            "reader@example.org",
            "c@example.org",
            "b@example.org",
        ]
        assert queued()["sender"] == "noreply@example.org"
        assert "b@example.org" not in queued()["mime"]

    def test_gives_a_message_its_id_once_and_without_this_machines_name(self, settings):
        settings.DEFAULT_FROM_EMAIL = "noreply@paper.example"

        queue(make_message())

        assert parsed()["Message-ID"].endswith("@paper.example>")

    @pytest.mark.parametrize(
        "changes",
        [
            {"subject": "Hello\nBcc: all@example.org"},
            {"subject": "Hello\r\nBcc: all@example.org"},
            {"headers": {"X-Name": "a\nBcc: all@example.org"}},
            {"from_email": "a@example.org\nBcc: all@example.org"},
            {"to": ["a@example.org\nBcc: all@example.org"]},
        ],
    )
    def test_refuses_headers_smuggled_in(self, changes):
        with pytest.raises((BadHeaderError, ValueError)):
            queue(make_message(**changes))

        assert not DBTaskResult.objects.exists()

    def test_takes_a_plain_message_too(self):
        queue(EmailMessage("Hello", "World", "a@example.org", ["b@example.org"]))

        assert parsed()["To"] == "b@example.org"
