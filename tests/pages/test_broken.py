"""What people see when something of ours does not work."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_paper

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
