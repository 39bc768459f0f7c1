"""A moderator at the queue, as a browser speaks with it."""

from django.test import Client
from django.utils import timezone

from hiwar.accounts.roles import Role
from tests.factories import make_comment, make_reader, make_thread

QUEUE = "/desk/moderation/"
JSON = {"Accept": "application/json"}
REASONS = {"rule": "personal_attack", "explanation": "It calls somebody a name."}


def client_of(reader):
    client = Client()
    client.force_login(reader)
    return client


def make_moderator(role=Role.MODERATOR):
    return make_reader(role=role)


def hold(**values):
    return make_comment(thread=make_thread(mode="HELD", **values), now=timezone.now())


def key(comment):
    return f"c{comment.pk}"


def send(client, doing, **fields):
    return client.post(f"{QUEUE}{doing}/", fields, headers=JSON)


def status(comment):
    comment.refresh_from_db()
    return comment.status
