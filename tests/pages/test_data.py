import pytest

from hiwar.discussion import actions
from hiwar.discussion.access import thread_to_read
from tests.factories import (
    NOW,
    make_article,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
)

pytestmark = pytest.mark.django_db

STORY = "/en/2017/02/16/night-ferry-stays/"


@pytest.fixture
def thread():
    make_paper()
    article = make_article(headline="Night ferry stays", slug="night-ferry-stays")
    return thread_to_read(key=f"article:{article.pk}")


def read(client, path=f"{STORY}comments.json"):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.json()


class TestADiscussionAsData:
    def test_says_what_the_page_says(self, client, thread):
        first = make_comment(
            thread=thread, author=make_reader(name="Salma"), text="It *stays*."
        )
        reply = make_comment(parent=first, author=make_guest(name="Nadia"), text="نعم.")

        data = read(client)

        (comment,) = data["comments"]
        assert data["headline"] == "Night ferry stays"
        assert data["number_of_comments"] == 2
        assert comment["author"] == {"name": "Salma", "kind": "reader"}
        assert "It <em>stays</em>." in comment["html"]
        assert comment["url"].endswith(f"/comments/{first.pk}/")
        (answer,) = comment["replies"]
        assert (answer["id"], answer["answers"]) == (reply.pk, first.pk)
        assert answer["author"]["kind"] == "guest"

    def test_goes_on_from_page_to_page(self, client, thread):
        posted = {make_comment(thread=thread).pk for _ in range(60)}

        found, pages = [], 0
        data = read(client, f"{STORY}comments.json?order=newest")
        while data:
            found += [comment["id"] for comment in data["comments"]]
            pages += 1
            further = data["next"]
            data = further and read(client, further.partition(":8000")[2])

        assert pages > 1
        assert found == sorted(posted, reverse=True)

    def test_says_of_one_that_is_gone_only_that_it_is(self, client, thread):
        comment = make_comment(thread=thread, text="Regretted.")
        make_comment(parent=comment)
        actions.withdraw_comment(comment=comment, now=NOW)

        (gone,) = read(client)["comments"]

        assert gone["status"] == "withdrawn"
        assert not gone.keys() & {"author", "html", "language", "url"}
        assert gone["number_of_replies"] == 1

    def test_is_read_by_pages_of_other_sites_and_is_everybodys(self, client, thread):
        response = client.get(f"{STORY}comments.json")

        assert response["Access-Control-Allow-Origin"] == "*"
        assert f"thread:{thread.pk}" in response["Surrogate-Key"].split()
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize("query", ["?order=oddest", "?page=nowhere"])
    def test_refuses_what_there_is_not(self, client, thread, query):
        assert client.get(f"{STORY}comments.json{query}").status_code == 404
