"""What one reader alone may see, and what they may take back."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from hiwar.accounts import guests
from hiwar.accounts.models import Guest
from hiwar.accounts.roles import Role
from hiwar.discussion import actions
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_paper,
    make_reader,
    make_thread,
)

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def client_of(author=None):
    """Return a browser in which `author` has signed in, or is known as a guest."""
    client = Client()
    if isinstance(author, Guest):
        response = HttpResponse()
        guests.remember(response, author)
        client.cookies[guests.COOKIE] = response.cookies[guests.COOKIE].value
    elif author is not None:
        client.force_login(author)
    return client


class TestMe:
    def test_brings_token_and_key_to_somebody_whom_nobody_knows(self):
        thread = make_thread()

        answer = client_of().get(f"/en/me/discussion/{thread.key}/")

        told = answer.json()
        assert UUID(told["key"])
        assert told["csrf"]
        assert (told["reader"], told["guest"]) == (None, None)
        assert (told["held"], told["own"]) == ([], [])
        assert "no-store" in answer["Cache-Control"]

    def test_tells_a_reader_from_a_moderator(self):
        thread = make_thread()
        reader, moderator = make_reader(), make_reader(role=Role.MODERATOR)

        told = [
            client_of(author).get(f"/en/me/discussion/{thread.key}/").json()["reader"]
            for author in (reader, moderator)
        ]

        assert told[0]["name"] == reader.name
        assert told[0]["avatar"]
        assert [reader["is_moderator"] for reader in told] == [False, True]

    def test_brings_ones_own_held_comments_and_nobody_elses(self):
        guest, first = make_guest(name="Bashir"), make_comment()
        thread = make_thread(key=first.thread.key, mode="HELD")
        held = make_comment(thread=thread, parent=first, author=guest, text="Held one")
        make_comment(thread=thread, text="Other one")

        told = client_of(guest).get(f"/en/me/discussion/{thread.key}/").json()

        assert told["guest"] == {"name": "Bashir", "mark": guest.mark}
        assert told["own"] == [held.pk]
        assert [entry["parent"] for entry in told["held"]] == [first.pk]
        assert "Held one" in told["held"][0]["html"]
        assert "Other one" not in str(told)

    @pytest.mark.parametrize("size", [1, 20])
    def test_costs_the_same_however_much_one_wrote(
        self, django_assert_max_num_queries, size
    ):
        thread, reader = make_thread(), make_reader()
        make_comments(thread=thread, number=size, author=reader)
        client = client_of(reader)

        with django_assert_max_num_queries(12):
            client.get(f"/en/me/discussion/{thread.key}/")

    def test_is_not_there_for_a_hidden_thread(self):
        thread = make_thread(is_public=False)

        answer = client_of().get(f"/en/me/discussion/{thread.key}/", headers=JSON)

        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


class TestMine:
    def test_lists_what_i_wrote_in_any_state(self):
        reader = make_reader()
        thread = make_thread(mode="HELD", title="The night ferry")
        make_comment(thread=thread, author=reader, text="Waiting words")
        shown = make_comment(author=reader, text="Shown words")
        gone = make_comment(author=reader, text="Removed words")
        actions.remove_comment(comment=gone, rule="off topic", now=NOW)
        make_comment(text="Words of others")

        page = client_of(reader).get("/en/me/comments/").content.decode()

        assert "Waiting words" in page
        assert "The night ferry" in page
        assert f"/comments/{shown.pk}/" in page
        assert "Removed by a moderator: off topic." in page
        assert "Removed words" not in page
        assert "Words of others" not in page

    def test_goes_on_for_as_long_as_i_have_written(self):
        reader = make_reader()
        make_comments(thread=make_thread(), number=31, author=reader)
        client = client_of(reader)

        first = client.get("/en/me/comments/")
        second = client.get(
            "/en/me/comments/", {"page": first.context["own"].next_page}
        )

        assert len(first.context["own"].comments) == 30
        assert len(second.context["own"].comments) == 1
        assert client.get("/en/me/comments/?page=x").status_code == 404

    def test_leads_to_itself_in_the_other_language(self):
        page = client_of(make_reader()).get("/ar/me/comments/?from=letter")

        assert (
            'href="/en/me/comments/?from=letter" hreflang="en"' in page.content.decode()
        )

    def test_is_empty_for_a_stranger(self):
        make_comment(text="Words of others")

        page = client_of().get("/en/me/comments/")

        assert page.status_code == 200
        assert "Words of others" not in page.content.decode()

    def test_does_not_believe_a_forged_cookie(self):
        guest = make_guest(name="Bashir")
        make_comment(author=guest, text="Words of Bashir")
        client = Client()
        client.cookies[guests.COOKIE] = guest.uuid.hex

        page = client.get("/en/me/comments/").content.decode()

        assert "Words of Bashir" not in page


class TestWithdraw:
    def test_asks_first_and_then_takes_it_back(self):
        guest = make_guest(name="Bashir")
        comment = make_comment(author=guest, text="Regretted words")
        client, address = client_of(guest), f"/en/comments/{comment.pk}/withdraw/"

        question = client.get(address)
        answer = client.post(address)

        comment.refresh_from_db()
        assert "Regretted words" in question.content.decode()
        assert (answer.status_code, comment.status) == (303, "WITHDRAWN")
        assert "Regretted" not in client.get("/en/me/comments/").content.decode()

    def test_answers_the_script_with_the_quiet_line(self):
        reader = make_reader(name="Unmistakable")
        comment = make_comment(author=reader, text="Regretted words")
        make_comment(parent=comment)

        answer = client_of(reader).post(
            f"/en/comments/{comment.pk}/withdraw/", headers=JSON
        )

        told = answer.json()
        assert told["count"] == "1"
        assert "Withdrawn by its author." in told["html"]
        assert "Regretted" not in told["html"]
        assert "Unmistakable" not in told["html"]

    @pytest.mark.parametrize("gone", ["remove_comment", "withdraw_comment"])
    def test_happens_once(self, gone):
        reader = make_reader()
        comment = make_comment(author=reader)
        getattr(actions, gone)(comment=comment, now=NOW)
        address = f"/en/comments/{comment.pk}/withdraw/"

        in_json = client_of(reader).post(address, headers=JSON)
        in_html = client_of(reader).post(address)

        assert in_json.status_code == in_html.status_code == 409
        assert in_json.json()["code"].startswith("already_")

    def test_is_not_there_for_anybody_else(self):
        comment = make_comment(author=make_guest(name="Bashir"))
        address = f"/en/comments/{comment.pk}/withdraw/"
        others = [None, make_reader(), make_guest(), make_reader(role=Role.EDITOR)]

        for author in others:
            client = client_of(author)
            assert client.get(address).status_code == 404
            assert client.post(address).status_code == 404
        comment.refresh_from_db()
        assert comment.status == "PUBLISHED"

    def test_needs_the_token(self):
        reader = make_reader()
        comment = make_comment(author=reader)
        client = Client(enforce_csrf_checks=True)
        client.force_login(reader)

        answer = client.post(f"/en/comments/{comment.pk}/withdraw/")

        assert answer.status_code == 403

    @pytest.mark.parametrize("number", ["0", "99999999", "9" * 30])
    def test_is_not_there_for_a_comment_that_never_was(self, number):
        client = client_of(make_reader())

        assert client.get(f"/en/comments/{number}/withdraw/").status_code == 404
