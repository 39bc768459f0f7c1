"""Where a comment comes in: the preview page, and posting with and without a script."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from hiwar.accounts.models import Guest
from hiwar.discussion import actions
from hiwar.discussion.models import Comment
from tests.factories import (
    NOW,
    make_comment,
    make_paper,
    make_reader,
    make_rules,
    make_screening,
    make_thread,
)

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
OURS = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


@pytest.fixture
def thread():
    return make_thread(key="article:7", title="The night ferry")


def preview(client, *, headers=OURS, language="en", **fields):
    return client.post(
        f"/{language}/threads/article:7/preview/", fields, headers=headers
    )


def post(client, *, headers=None, language="en", **fields):
    fields = {"key": str(uuid4()), **fields}
    return client.post(
        f"/{language}/threads/article:7/comments/", fields, headers=headers
    )


@pytest.mark.usefixtures("thread")
class TestPreview:
    def test_shows_the_comment_as_it_will_look_and_changes_nothing(self, client):
        page = preview(client, text="It was *so*.", name="Bashir")

        html = page.content.decode()
        assert page.status_code == 200
        assert "<em>so</em>" in html
        assert "The night ferry" in html
        assert Comment.objects.count() == Guest.objects.count() == 0
        assert page["Cache-Control"].count("no-store") == 1

    def test_leads_a_guest_without_a_script_to_a_posted_comment(self):
        client = Client(enforce_csrf_checks=True)

        page = preview(client, text="It was *so*.", name="Bashir")
        form = dict(
            re.findall(
                r'name="(csrfmiddlewaretoken|key)" value="([^"]+)"',
                page.content.decode(),
            )
        )
        answer = client.post(
            "/en/threads/article:7/comments/",
            {**form, "text": "It was *so*.", "name": "Bashir", "parent": ""},
        )

        comment = Comment.objects.get()
        assert answer.status_code == 303
        assert answer["Location"] == f"/comments/{comment.pk}/"
        assert comment.guest_name == "Bashir"

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        ],
    )
    def test_is_refused_to_pages_that_are_not_ours(self, client, headers):
        page = preview(client, headers=headers, text="Buy", name="Bashir")

        assert page.status_code == 403

    @pytest.mark.parametrize(
        ("fields", "status"),
        [
            ({"text": "", "name": "Bashir"}, 422),
            ({"text": "x" * 5_001, "name": "Bashir"}, 422),
            ({"text": "Typed words", "name": ""}, 422),
            ({"text": "Typed words", "name": "salt-and-stone"}, 409),
            ({"text": "Typed words", "name": "B", "email": "not one"}, 422),
            ({"text": "Typed words", "name": "B", "parent": "99999"}, 409),
            ({"text": "Typed words", "name": "B", "parent": "9" * 30}, 422),
            ({"text": "Typed words", "name": "B", "parent": "x"}, 422),
            ({"text": "Typed words", "name": "B", "status": "PUBLISHED"}, 422),
            ({"text": ["Typed words", "Other"], "name": "B"}, 422),
        ],
    )
    def test_keeps_what_was_typed_when_it_is_refused(self, client, fields, status):
        make_reader(name="salt.and.stone")

        page = preview(client, **fields)

        assert page.status_code == status
        assert 'role="alert"' in page.content.decode()
        if fields["text"] == "Typed words":
            assert "Typed words</textarea>" in page.content.decode()

    def test_says_why_in_the_readers_language(self, client, thread):
        actions.open_thread(
            key=thread.key, title="", address="/", mode="CLOSED", opened_at=NOW
        )

        page = preview(client, language="ar", text="كان كذلك", name="بشير")

        assert page.status_code == 409
        assert 'lang="ar"' in page.content.decode()
        assert "كان كذلك</textarea>" in page.content.decode()

    def test_shows_whom_a_reply_answers(self, client, thread):
        first = make_comment(thread=thread, author=make_reader(name="far.bank"))

        page = preview(client, text="So?", name="Bashir", parent=first.pk)

        assert "far.bank" in page.content.decode()
        assert f'name="parent" value="{first.pk}"' in page.content.decode()

    @pytest.mark.parametrize(
        "typed",
        [
            "</textarea><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "&lt;b&gt; &amp;amp;",
        ],
    )
    def test_gives_back_hostile_text_as_text(self, client, typed):
        page = preview(client, text=typed, name='B"><script>alert(1)</script>')

        html = page.content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html

    def test_asks_a_signed_in_reader_for_no_name(self, client):
        reader = make_reader(name="salt.and.stone")
        client.force_login(reader)

        page = preview(client, text="So.", name="", email="")

        html = page.content.decode()
        assert page.status_code == 200
        assert "salt.and.stone" in html
        assert 'name="email"' not in html

    def test_is_not_there_for_a_hidden_thread(self, client):
        make_thread(key="article:7", is_public=False)

        hidden = preview(client, text="So.", name="Bashir")
        missing = client.post(
            "/en/threads/article:8/preview/", {"text": "So."}, headers=OURS
        )

        assert hidden.status_code == missing.status_code == 404
        assert client.get("/en/threads/article:7/preview/").status_code == 405


@pytest.mark.usefixtures("thread")
class TestPostWithoutAScript:
    def test_sends_a_reader_to_the_comment(self, client):
        reader = make_reader()
        client.force_login(reader)

        answer = post(client, text="So.", name="", email="")

        comment = Comment.objects.get()
        assert (answer.status_code, comment.reader) == (303, reader)
        assert answer["Location"] == f"/comments/{comment.pk}/"

    def test_knows_a_guest_again(self, client):
        for text in ("One.", "Two."):
            post(client, text=text, name="Bashir", email="b@example.org")

        assert Guest.objects.count() == 1
        assert Comment.objects.filter(guest=Guest.objects.get()).count() == 2

    def test_sends_the_author_of_a_held_comment_to_where_it_can_be_seen(self, client):
        make_thread(key="article:7", mode="HELD")

        answer = post(client, text="Held words.", name="Bashir")

        comment = Comment.objects.get()
        assert answer["Location"] == f"/en/me/comments/#comment-{comment.pk}"
        assert "Held words." in client.get("/en/me/comments/").content.decode()
        assert "Held words." not in Client().get("/en/me/comments/").content.decode()

    def test_needs_the_token(self):
        answer = post(Client(enforce_csrf_checks=True), text="So.", name="Bashir")

        assert answer.status_code == 403
        assert Comment.objects.count() == 0

    def test_posts_a_form_sent_twice_once(self, client):
        key = str(uuid4())

        answers = [post(client, text="So.", name="Bashir", key=key) for _ in range(2)]

        assert Comment.objects.count() == 1
        assert answers[0]["Location"] == answers[1]["Location"]

    @pytest.mark.parametrize("key", ["", "x", "1234"])
    def test_needs_a_key(self, client, key):
        answer = post(client, text="Typed words", name="Bashir", key=key)

        assert answer.status_code == 422
        assert "Typed words</textarea>" in answer.content.decode()
        assert re.search(r'name="key" value="[0-9a-f-]{36}"', answer.content.decode())
        assert Comment.objects.count() == 0

    @pytest.mark.parametrize(
        "field", ["status", "thread", "reader", "guest", "posted_at", "html", "id"]
    )
    def test_refuses_fields_that_are_not_its_own(self, client, field):
        answer = post(client, text="So.", name="Bashir", **{field: "1"})

        assert answer.status_code == 422
        assert Comment.objects.count() == 0

    def test_says_how_long_to_wait(self, client):
        make_rules(comments_per_minute=1)
        post(client, text="One.", name="Bashir")

        answer = post(client, text="Two, typed", name="Bashir")

        assert answer.status_code == 429
        assert 1 <= int(answer["Retry-After"]) <= 60
        assert "Two, typed</textarea>" in answer.content.decode()


@pytest.mark.usefixtures("thread")
class TestPostWithTheScript:
    def test_answers_with_the_comment_and_the_next_key(self, client, thread):
        first = make_comment(thread=thread)

        answer = post(
            client, headers=JSON, text="It was *so*.", name="Bashir", parent=first.pk
        )

        told = answer.json()
        assert answer.status_code == 201
        assert set(told) == {"id", "status", "html", "count", "url", "next_key"}
        assert (told["status"], told["count"]) == ("published", "2")
        assert told["url"] == f"/comments/{told['id']}/"
        assert f'<li id="comment-{told["id"]}">' in told["html"]
        assert "<em>so</em>" in told["html"]
        assert "no-store" in answer["Cache-Control"]
        assert "guest" in answer.cookies

    def test_shows_a_held_comment_to_its_author(self, client):
        make_screening("first_comment")

        told = post(client, headers=JSON, text="Held.", name="Bashir").json()

        assert (told["status"], told["count"]) == ("pending", "0")
        assert "Held." in told["html"]
        assert 'class="held"' in told["html"]

    @pytest.mark.parametrize(
        ("fields", "status", "code", "field"),
        [
            ({"text": ""}, 422, "comment_empty", "text"),
            ({"text": "x" * 5_001}, 422, "comment_too_long", "text"),
            ({"name": ""}, 422, "name_refused", "name"),
            ({"name": "salt and stone"}, 409, "name_taken", "name"),
            ({"email": "x"}, 422, "invalid", "email"),
            ({"parent": "12345"}, 409, "parent_gone", None),
            ({"parent": "-1"}, 422, "invalid", "parent"),
            ({"key": "x"}, 422, "invalid", "key"),
            ({"admin": "1"}, 422, "invalid", None),
        ],
    )
    def test_says_what_was_refused_and_where(self, client, fields, status, code, field):
        make_reader(name="salt.and.stone")

        sent = {"text": "So.", "name": "Bashir", **fields}
        answer = post(client, headers=JSON, **sent)

        told = answer.json()
        assert (answer.status_code, told["code"]) == (status, code)
        assert told["message"]
        assert set(told["fields"]) == ({field} if field else set())
        assert Comment.objects.count() == 0

    def test_gives_another_key_for_one_that_will_never_do(self, client, thread):
        key = uuid4()
        make_comment(thread=thread, request_key=key)

        told = post(client, headers=JSON, text="So.", name="B", key=str(key)).json()

        assert told["code"] == "request_key_taken"
        assert told["next_key"] != str(key)

    @pytest.mark.parametrize(
        "name", ["salt.and.stone", "SALT.AND.STONE", "salt_and_stone", "ѕаlt.аnd.ѕtоnе"]
    )
    def test_refuses_a_borrowed_name_in_any_spelling(self, client, name):
        make_reader(name="salt.and.stone")

        answer = post(client, headers=JSON, text="So.", name=name)

        assert answer.json()["code"] == "name_taken"

    @pytest.mark.parametrize(
        "values", [{"mode": "CLOSED"}, {"is_public": False}, {"mode": "REGISTERED"}]
    )
    def test_takes_nothing_where_nothing_may_be_written(self, client, values):
        make_thread(key="article:7", **values)

        answer = post(client, headers=JSON, text="So.", name="Bashir")

        assert answer.status_code in {403, 404, 409}
        assert answer.json()["code"]
        assert Comment.objects.count() == 0

    def test_says_in_the_header_how_long_to_wait(self, client):
        make_rules(comments_per_minute=1)
        post(client, headers=JSON, text="One.", name="Bashir")

        answer = post(client, headers=JSON, text="Two.", name="Bashir")

        assert (answer.status_code, answer.json()["code"]) == (429, "posting_too_fast")
        assert 1 <= int(answer["Retry-After"]) <= 60
