"""The question before an insult: asked once, kindly, and never a no."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hiwar.accounts.roles import Role
from hiwar.discussion import actions
from hiwar.discussion.models import Comment
from tests.factories import (
    NOW,
    make_article,
    make_comment,
    make_paper,
    make_reader,
    make_screening,
    make_thread,
)

pytestmark = pytest.mark.django_db

RUDE = {
    "en": "You are a stupid idiot, Karim.",
    "ar": "انت حمار يا كريم",
}
WORD = {"en": "idiot", "ar": "حمار"}
QUESTION = {
    "en": ("This may be read as an insult.", "Send anyway"),
    "ar": ("قد يُقرأ هذا على أنه إهانة.", "إرساله رغم ذلك"),
}
KIND = "I disagree with the mayor about the new bridge."


@pytest.fixture(autouse=True)
def _asked_alone():
    """Hold nothing, so that what is asked is all that happens."""
    make_paper()
    make_screening("score", verdict="OFF", threshold=90)
    make_thread(key="article:7", title="The night ferry")


def send(client, where="comments", *, language="en", headers=None, **fields):
    fields = {"key": str(uuid4()), "name": "Bashir", **fields}
    headers = headers or {"origin": "http://testserver"}
    return client.post(
        f"/{language}/threads/article:7/{where}/", fields, headers=headers
    )


def in_json(client, **fields):
    return send(client, headers={"accept": "application/json"}, **fields)


class TestWithoutAScript:
    @pytest.mark.parametrize("language", ["en", "ar"])
    @pytest.mark.parametrize("where", ["preview", "comments"])
    def test_gives_back_what_was_typed_with_the_words_that_weigh_most(
        self, client, where, language
    ):
        typed = {"text": RUDE[language], "name": "Bashir", "email": "b@example.org"}

        page = send(client, where, language=language, **typed).content.decode()

        assert all(sentence in page for sentence in QUESTION[language])
        assert f"<q><bdi>{WORD[language]}</bdi></q>" in page
        assert all(value in page for value in typed.values())
        assert 'role="alert"' not in page
        assert not Comment.objects.exists()

    def test_posts_it_when_it_is_sent_anyway(self, client):
        page = send(client, text=RUDE["en"]).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', page)[1]

        answer = send(client, text=RUDE["en"], key=key, anyway="1")

        comment = Comment.objects.get()
        assert answer.status_code == 303
        assert comment.text == RUDE["en"]
        assert comment.status == Comment.Status.PUBLISHED
        assert not comment.findings.exists()

    def test_asks_nothing_about_what_is_harmless(self, client):
        assert (
            QUESTION["en"][1] not in send(client, "preview", text=KIND).content.decode()
        )
        assert send(client, text=KIND).status_code == 303

    def test_asks_nothing_where_it_is_switched_off(self, client):
        make_screening("second_thought", verdict="OFF", threshold=80)

        assert send(client, text=RUDE["en"]).status_code == 303


class TestWithTheScript:
    def test_answers_with_the_question_and_the_words(self, client):
        answer = in_json(client, text=RUDE["en"])

        asked = answer.json()
        assert answer.status_code == 409
        assert asked["code"] == "asked_first"
        assert asked["message"].startswith(QUESTION["en"][0])
        assert WORD["en"] in asked["words"]
        assert asked["fields"] == {}

    def test_posts_it_when_it_is_sent_anyway(self, client):
        answer = in_json(client, text=RUDE["en"], anyway="1")

        assert answer.status_code == 201
        assert answer.json()["status"] == "published"

    def test_still_holds_what_is_held(self, client):
        make_screening("score", verdict="HOLD", threshold=80)

        answer = in_json(client, text=RUDE["en"], anyway="1")

        assert answer.json()["status"] == "pending"
        assert Comment.objects.get().findings.get().name == "score"


class TestStaff:
    def test_are_not_asked(self):
        staff = make_reader(role=Role.MODERATOR)
        draft = actions.Draft(text=RUDE["en"], language="en", is_meant=False)

        comment = actions.post_comment(
            thread=make_thread(), author=staff, draft=draft, now=NOW
        )

        assert comment.status == Comment.Status.PUBLISHED


class TestCosts:
    def _queries(self, text):
        thread, author = make_thread(), make_reader()
        make_comment(thread=thread, author=author)
        draft = actions.Draft(text=text, language="en", is_meant=False)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actions.post_comment(thread=thread, author=author, draft=draft, now=NOW)
        return len(queries)

    def test_no_query_more_where_nothing_is_asked(self):
        on = self._queries(KIND)
        make_screening("second_thought", verdict="OFF", threshold=80)

        assert self._queries(KIND) == on


class TestStory:
    TOLD = (
        "The militia murdered all the stupid filthy dogs of that village,"
        " one fighter wrote to his idiot commander that night."
    )

    @pytest.mark.parametrize("is_quoted", [True, False])
    def test_is_not_what_the_author_says(self, is_quoted):
        """Who repeats the words of the story above is not rude; who says them is."""
        body = [{"kind": "paragraph", "text": self.TOLD if is_quoted else "Fog."}]
        article = make_article(headline="A trial begins", body=body)
        thread, author = make_thread(key=f"article:{article.pk}"), make_reader()
        draft = actions.Draft(
            text=f"I read this twice: {self.TOLD}", language="en", is_meant=False
        )

        def post():
            return actions.post_comment(
                thread=thread, author=author, draft=draft, now=NOW
            )

        if is_quoted:
            assert post().status == Comment.Status.PUBLISHED
        else:
            with pytest.raises(actions.AskedFirst):
                post()
