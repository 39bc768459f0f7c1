from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from hiwar.discussion import actions as discussion
from hiwar.discussion.access import thread_to_read
from hiwar.newsroom.selectors import get_article_view
from tests.factories import make_article, make_guest, make_paper

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return ElementTree.fromstring(response.content)


class TestFeeds:
    def test_tell_the_newest_stories_in_atom_and_rss(self, client):
        make_article(headline="Ferry stays", bylines=["Rima Haddad"])

        atom = read(client, "/en/feeds/atom/")
        rss = read(client, "/en/feeds/rss/")

        assert atom.find(f"{ATOM}entry/{ATOM}title").text == "Ferry stays"
        assert atom.find(f"{ATOM}entry/{ATOM}author/{ATOM}name").text == "Rima Haddad"
        assert rss.find("channel/item/title").text == "Ferry stays"
        assert rss.find("channel/item/link").text.startswith(
            "http://127.0.0.1:8000/en/"
        )

    def test_keep_to_a_section(self, client):
        make_article(headline="In the city", section="City")
        make_article(headline="At sea", section="Sea")

        titles = read(client, "/en/sections/sea/atom/").iter(f"{ATOM}title")

        assert [title.text for title in titles][1:] == ["At sea"]

    def test_show_the_words_of_a_standfirst_and_no_markup(self, client):
        make_article(standfirst="<b onclick=x> means 1 < 2 & so on")

        atom = read(client, "/en/feeds/atom/")
        rss = read(client, "/en/feeds/rss/")

        html = "&lt;b onclick=x&gt; means 1 &lt; 2 &amp; so on"
        assert atom.find(f"{ATOM}entry/{ATOM}summary").text == html
        assert rss.find("channel/item/description").text == html

    def test_tell_the_newest_comments_of_a_story(self, client):
        article = make_article(headline="Ferry")
        view = get_article_view(article=article, now=timezone.now())
        draft = discussion.Draft(
            text="> a\n\nHear & hear", language="en", guest_name="Nadia"
        )
        discussion.post_comment(
            thread=thread_to_read(key=view.thread_key),
            author=make_guest(),
            draft=draft,
            now=timezone.now(),
        )

        feed = read(client, f"{view.path}comments.atom")

        assert feed.find(f"{ATOM}entry/{ATOM}author/{ATOM}name").text == "Nadia"
        assert "Hear &amp; hear" in feed.find(f"{ATOM}entry/{ATOM}summary").text

    @pytest.mark.parametrize(
        "odd", ["]]>", "<b>&amp;", "\ufffe\uffff", "عبّارة 🚢", "\x0b"]
    )
    def test_stay_strict_xml_whatever_a_headline_holds(self, client, odd):
        make_article(headline=f"Ferry {odd} stays", published_at=timezone.now())

        for path in (
            "/en/feeds/atom/",
            "/en/feeds/rss/",
            "/sitemap.xml",
            "/sitemap-news.xml",
        ):
            assert read(client, path) is not None


class TestSitemaps:
    def test_list_every_story_with_its_other_languages(self, client):
        story = "0d9a6a2e-0000-4000-8000-000000000001"
        make_article(headline="Ferry", story=story)
        make_article(headline="العبّارة", language="ar", story=story)

        index = read(client, "/sitemap.xml")
        page = read(
            client, index.find(f"{MAP}sitemap/{MAP}loc").text.partition(":8000")[2]
        )

        assert len(page.findall(f"{MAP}url")) == 2
        links = page.findall(f"{MAP}url/{{http://www.w3.org/1999/xhtml}}link")
        assert {link.get("hreflang") for link in links} == {"en", "ar"}

    def test_news_are_of_the_last_two_days(self, client):
        make_article(headline="Fresh", published_at=timezone.now() - timedelta(hours=3))
        make_article(
            headline="Stale", published_at=timezone.now() - timedelta(hours=50)
        )

        titles = read(client, "/sitemap-news.xml").iter(f"{NEWS}title")

        assert [title.text for title in titles] == ["Fresh"]

    def test_robots_are_told_where_they_are(self, client):
        text = client.get("/robots.txt").content.decode()

        assert "/sitemap.xml" in text
        assert "Disallow: /desk/" in text
