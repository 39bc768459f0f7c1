"""What people see when something of ours does not work."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from hiwar.discussion.models import Comment
from tests.factories import make_paper, make_thread

pytestmark = pytest.mark.django_db


def no_answer(*_asked):
    raise OperationalError("database or disk is full")


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


class TestWithoutTheDatabase:
    def test_says_so_and_when_to_come_back(self, client):
        path = reverse("pages:front")

        with connection.execute_wrapper(no_answer):
            answer = client.get(path)

        assert answer.status_code == 503
        assert answer["Retry-After"] == "30"
        assert answer["Cache-Control"] == "no-store"
        assert "Nothing was saved" in answer.content.decode()
        assert "لم يُحفظ" in answer.content.decode()

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_gives_back_what_was_typed(self, client, language):
        typed = "The tide <b>waits</b> for nobody. المدّ لا ينتظر أحدًا."

        with connection.execute_wrapper(no_answer):
            answer = client.post(
                f"/{language}/threads/article:1/comments/", {"text": typed}
            )

        shown = answer.content.decode()
        assert answer.status_code == 503
        assert "The tide &lt;b&gt;waits&lt;/b&gt; for nobody. المدّ" in shown

    def test_tells_a_script_in_its_own_words(self, client):
        with connection.execute_wrapper(no_answer):
            answer = client.post(
                "/ar/threads/article:1/comments/",
                {"text": "مرحبا"},
                headers={"accept": "application/json"},
            )

        assert answer.status_code == 503
        assert answer.json()["code"] == "out_of_reach"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite can be told")
@pytest.mark.django_db(transaction=True)
class TestAFullDisk:
    def test_takes_nothing_loses_nothing_and_goes_on_showing_stories(self, client):
        thread = make_thread()
        address = reverse("discussion:post", args=[thread.key])
        typed = "The tide waits for nobody. " * 100
        posted = {"text": typed, "name": "Harbour cat", "key": str(uuid4())}

        with full_disk():
            answer = client.post(address, posted)
            assert client.get(reverse("pages:front")).status_code == 200

        assert answer.status_code == 503
        assert typed.strip() in answer.content.decode()
        assert not Comment.objects.exists()
        assert client.post(address, posted).status_code == 303
        assert Comment.objects.count() == 1


@contextmanager
def full_disk():
    """Let the database's file grow no more: SQLite then says what a full disk says."""
    with connection.cursor() as cursor:
        # What is free inside the file would still be written on.
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute("PRAGMA max_page_count")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {before}")
