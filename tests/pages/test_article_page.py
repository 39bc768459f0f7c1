"""The page that everything serves, as everybody gets it."""

import json
import re
from urllib.parse import quote

import pytest
from django.utils import timezone

from hiwar.discussion import actions as discussion
from hiwar.discussion.access import thread_to_read
from hiwar.newsroom.selectors import get_article_view
from tests.factories import (
    make_article,
    make_guest,
    make_paper,
    make_photo,
    make_reader,
)

pytestmark = pytest.mark.django_db

BODY = [
    {"kind": "paragraph", "text": "The council <em>decided</em> on Thursday."},
    {"kind": "crosshead", "text": "Winning the hill"},
    {"kind": "quote", "text": "A town needs a boat.", "by": "The mayor"},
    {"kind": "list", "ordered": True, "items": ["First", "Second"]},
]


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def path_of(article):
    return get_article_view(article=article, now=timezone.now()).path


def thread_of(article):
    view = get_article_view(article=article, now=timezone.now())
    return thread_to_read(key=view.thread_key)


def post(thread, author, text="Hear, hear.", parent=None):
    draft = discussion.Draft(
        text=text,
        language="en",
        parent=parent,
        guest_name="" if hasattr(author, "skeleton") else author.name,
    )
    return discussion.post_comment(
        thread=thread, author=author, draft=draft, now=timezone.now()
    )


def show(client, article, query=""):
    response = client.get(path_of(article) + query)
    assert response.status_code == 200
    return response.content.decode()


def document_in(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(found.group(1))


class TestArticlePage:
    def test_shows_the_story_in_its_parts(self, client):
        article = make_article(
            headline="Night ferry stays",
            standfirst="But dearer.",
            body=BODY,
            agency="Harbour News",
            bylines=["Rima Haddad", "Samir Khoury"],
            topics=["Ferries"],
            photo=make_photo(),
            photo_alt="A ferry",
            photo_caption="At dusk.",
            photo_credit="N. Saleh",
        )

        page = show(client, article)

        assert '<h1 id="headline" dir="auto">Night ferry stays</h1>' in page
        assert "The council <em>decided</em> on Thursday." in page
        assert '<h2 dir="auto">Winning the hill</h2>' in page
        assert "<footer>The mayor</footer>" in page
        assert "<ol>" in page
        for words in (
            "But dearer.",
            "Harbour News",
            "Rima Haddad",
            "At dusk.",
            "N. Saleh",
        ):
            assert words in page
        assert "16 February 2017, 11:22" in page
        assert re.search(
            r'<img src="[^"]+" srcset="[^"]+460w[^"]+"[^>]+width="460"', page
        )

    def test_counts_replies_too(self, client):
        article = make_article()
        first = post(thread_of(article), make_reader())
        post(thread_of(article), make_guest(), parent=first)

        page = show(client, article)

        assert re.search(r"Comments\s*<span[^>]*data-count[^>]*>2</span>", page)

    @pytest.mark.parametrize("comments", [0, 12])
    def test_costs_as_many_queries_however_long_the_discussion(
        self, client, django_assert_max_num_queries, comments
    ):
        article = make_article(body=BODY, bylines=["A B"], topics=["T"])
        for _ in range(comments):
            first = post(thread_of(article), make_reader())
            post(thread_of(article), make_guest(), parent=first)
        path = path_of(article)
        client.get(path)

        with django_assert_max_num_queries(30):
            client.get(path)

    def test_is_the_same_for_a_reader_and_for_everybody(self, client):
        article = make_article()
        post(thread_of(article), make_guest())
        public = show(client, article)

        client.force_login(make_reader(name="Somebody Signed In"))

        assert show(client, article) == public
        assert "Somebody Signed In" not in public

    def test_invites_to_the_other_language_in_that_language(self, client):
        english = make_article(
            headline="Ferry", story="0d9a6a2e-0000-4000-8000-000000000001"
        )
        make_article(
            headline="العبّارة",
            language="ar",
            story="0d9a6a2e-0000-4000-8000-000000000001",
        )

        page = show(client, english)

        assert 'hreflang="ar"' in page
        assert "اقرأ هذا الخبر بالعربية" in page

    def test_leads_back_from_signing_in(self, client):
        path = path_of(article := make_article(headline="Fog, again"))

        page = show(client, article)

        assert f'href="/en/accounts/login/?next={path}"' in page
        to_the_discussion = quote(f"{path}#comments", safe="")
        assert f'href="/en/accounts/login/?next={to_the_discussion}"' in page

    def test_has_no_address_on_a_day_that_no_calendar_has(self, client):
        assert client.get("/en/2017/02/31/ferry/").status_code == 404


class TestStructuredData:
    def test_tells_the_story_and_its_comments(self, client):
        article = make_article(headline="Ferry", bylines=["Rima Haddad"])
        first = post(thread_of(article), make_reader(name="salt.and.stone"), "*First*")
        post(thread_of(article), make_guest(name="Bashir"), "Second", parent=first)

        document = document_in(show(client, article))

        assert document["@type"] == "NewsArticle"
        assert document["headline"] == "Ferry"
        assert document["commentCount"] == 2
        comment = document["comment"][0]
        assert comment["author"]["name"] == "salt.and.stone"
        assert comment["text"] == "First"
        assert comment["url"].endswith(f"/comments/{first.pk}/")
        assert comment["comment"][0]["author"]["name"] == "Bashir"

    @pytest.mark.parametrize(
        "hostile",
        [
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "\u2028\u2029&amp;<",
        ],
    )
    def test_cannot_be_ended_by_a_headline_or_a_comment(self, client, hostile):
        article = make_article(headline=f"Ferry {hostile}")
        post(thread_of(article), make_guest(), f"Hear {hostile}")

        page = show(client, article)

        assert document_in(page)["headline"] == f"Ferry {hostile}".strip()
        assert "<script>alert(1)" not in page

    def test_says_nothing_of_a_removed_comment(self, client):
        article = make_article()
        comment = post(thread_of(article), make_guest(name="Gone Guest"), "token-xyzzy")

        discussion.remove_comment(comment=comment, rule="Spam", now=timezone.now())

        page = show(client, article)
        assert "token-xyzzy" not in page
        assert "Gone Guest" not in page
        assert document_in(page)["commentCount"] == 0


class TestPermalink:
    def test_leads_to_the_comment_on_its_page(self, client):
        article = make_article()
        comment = post(thread_of(article), make_guest())

        response = client.get(f"/comments/{comment.pk}/")

        assert response.status_code == 302
        assert response["Location"] == f"{path_of(article)}#comment-{comment.pk}"

    def test_leads_nowhere_for_a_comment_that_waits_or_never_was(self, client):
        article = make_article()
        comment = post(thread_of(article), make_guest())
        discussion.remove_comment(comment=comment, rule="Spam", now=timezone.now())

        for number in (comment.pk, 999_999, 10**30):
            assert client.get(f"/comments/{number}/").status_code == 404
