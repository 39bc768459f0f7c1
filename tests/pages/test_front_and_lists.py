from datetime import timedelta

import pytest

from hiwar.discussion.access import thread_to_read
from hiwar.newsroom.models import NavigationLink
from tests.factories import (
    NOW,
    make_article,
    make_comments,
    make_edition,
    make_paper,
    make_section,
    make_standing_page,
)

LONG_AGO = NOW - timedelta(days=900)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def show(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


class TestRoot:
    @pytest.mark.parametrize(
        ("preferred", "path"),
        [
            ("ar-LB,ar;q=0.9,en;q=0.5", "/ar/"),
            ("en-GB", "/en/"),
            ("fr, de;q=0.8", "/en/"),
            ("", "/en/"),
            ("*;q=nonsense,,;", "/en/"),
        ],
    )
    def test_sends_to_the_language_that_the_browser_prefers(
        self, client, preferred, path
    ):
        response = client.get("/", headers={"accept-language": preferred})

        assert response["Location"] == path
        assert "Accept-Language" in response["Vary"]


class TestFrontPage:
    def test_says_so_when_nothing_is_published(self, client):
        assert "No story has been published yet." in show(client, "/en/")

    def test_leads_with_the_story_that_an_editor_picked(self, client):
        old = make_article(
            headline="The old lead", published_at=NOW - timedelta(days=9)
        )
        make_article(headline="Newer")
        make_edition(lead=old)

        page = show(client, "/en/")

        assert page.index("The old lead") < page.index("Newer")

    def test_shows_each_edition_its_own_stories(self, client):
        make_article(headline="Ferry stays")
        make_article(headline="العبّارة باقية", language="ar", section="المدينة")

        assert "Ferry stays" in show(client, "/en/")
        assert "العبّارة باقية" not in show(client, "/en/")
        arabic = show(client, "/ar/")
        assert 'dir="rtl"' in arabic
        assert "العبّارة باقية" in arabic

    def test_names_the_most_discussed_of_this_edition_however_old(self, client):
        quiet = make_article(headline="Nobody minds")
        loud = make_article(headline="Everybody minds", published_at=LONG_AGO)
        arabic = make_article(headline="الكل غاضب", language="ar")
        for article, number in ((quiet, 1), (loud, 3), (arabic, 9)):
            thread = thread_to_read(key=f"article:{article.pk}")
            make_comments(thread=thread, number=number)

        page = show(client, "/en/")

        most = page[page.index('class="most"') :]
        assert most.index("Everybody minds") < most.index("Nobody minds")
        assert "3 comments" in most
        assert "الكل غاضب" not in page

    @pytest.mark.parametrize("stories", [2, 30])
    def test_costs_as_many_queries_however_many_stories(
        self, client, django_assert_max_num_queries, stories
    ):
        for number in range(stories):
            make_article(headline=f"Story {number}", section=f"Section {number % 4}")
        client.get("/en/")

        with django_assert_max_num_queries(26):
            client.get("/en/")


class TestSectionPage:
    @pytest.mark.parametrize(("language", "name"), [("en", "City"), ("ar", "المدينة")])
    def test_marks_its_section_in_the_navigation(self, client, language, name):
        section = make_section(name=name, language=language)
        edition = make_edition(language=language)
        NavigationLink.objects.create(edition=edition, section=section)

        page = show(client, f"/{language}/sections/{section.slug}/")

        assert f'aria-current="page">{name}</a>' in page

    def test_pages_without_losing_or_repeating_a_story(self, client):
        section = make_section(name="City")
        for number in range(45):
            make_article(
                headline=f"Story number {number:03}.",
                published_at=NOW + timedelta(minutes=number // 3),
            )
        path, seen = f"/en/sections/{section.slug}/", []

        while path:
            page = show(client, path)
            main = page[page.index('<ol class="stories">') : page.index("</ol>")]
            seen += [
                main[i : i + 17]
                for i in range(len(main))
                if main.startswith("Story number", i)
            ]
            after = page.split('rel="next" href="')[1:]
            path = after[0].split('"')[0] if after else ""

        assert len(seen) == 45
        assert len(set(seen)) == 45

    @pytest.mark.parametrize("before", ["nonsense", "0", "-1", "9" * 40, "2017", "'"])
    def test_takes_a_broken_cursor_for_the_beginning_or_refuses_it(
        self, client, before
    ):
        section = make_section(name="City")
        make_article()

        response = client.get(f"/en/sections/{section.slug}/", {"before": before})

        assert response.status_code in (200, 404)

    @pytest.mark.parametrize("kind", ["sections", "topics", "by", "pages"])
    def test_is_not_there_under_an_unknown_name(self, client, kind):
        assert client.get(f"/en/{kind}/nowhere/").status_code == 404


class TestStandingPage:
    def test_shows_its_text_and_stands_in_the_footer(self, client):
        make_standing_page(
            slug="about",
            title="About us",
            body=[{"kind": "paragraph", "text": "Since 1921."}],
        )

        assert "Since 1921." in show(client, "/en/pages/about/")
        assert "About us" in show(client, "/en/")


class TestNotFound:
    def test_speaks_both_languages_beginning_with_the_page_s(self, client):
        response = client.get("/ar/nowhere/")

        page = response.content.decode()
        assert response.status_code == 404
        assert response["Cache-Control"] == "no-store"
        assert page.index("هذه الصفحة غير موجودة") < page.index("This page is not here")

    def test_is_json_for_who_asks_for_json(self, client):
        response = client.get("/comments/1/", headers={"accept": "application/json"})

        assert response.status_code == 404
        assert response.json()["code"] == "not_found"
