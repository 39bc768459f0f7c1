"""Lists of stories: fronts, sections, sitemaps, in the same few queries."""

from datetime import timedelta

import pytest

from hiwar.kernel.errors import NotFound
from hiwar.newsroom import access, selectors
from hiwar.newsroom.models import Article, EditionSection, NavigationLink, Paper
from tests.factories import (
    NOW,
    make_article,
    make_byline,
    make_draft,
    make_edition,
    make_paper,
    make_photo,
    make_section,
    make_standing_page,
    make_topic,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=400)


def make_series(number, **values):
    """Return so many articles, newest first."""
    made = [
        make_article(published_at=NOW + timedelta(minutes=n), **values)
        for n in range(number)
    ]
    return made[::-1]


def view(article):
    return selectors.get_article_view(
        article=Article.objects.get(pk=article.pk), now=LATER
    )


class TestListing:
    def test_pages_stably_while_stories_arrive(self, paper):
        series = make_series(25)
        section = series[0].section

        first = selectors.list_section(section=section, before="", now=LATER)
        make_article(published_at=NOW + timedelta(days=1))
        second = selectors.list_section(section=section, before=first.next, now=LATER)

        seen = [teaser.id for teaser in (*first.teasers, *second.teasers)]
        assert seen == [article.pk for article in series]
        assert len(first.teasers) == 20
        assert second.next == ""

    def test_pages_through_stories_of_one_moment(self, paper):
        made = [make_article(published_at=NOW) for _ in range(22)]
        section = made[0].section

        first = selectors.list_section(section=section, before="", now=LATER)
        second = selectors.list_section(section=section, before=first.next, now=LATER)

        assert {t.id for t in (*first.teasers, *second.teasers)} == {a.pk for a in made}

    def test_has_no_next_after_exactly_one_page(self, paper):
        section = make_series(20)[0].section

        assert selectors.list_section(section=section, before="", now=LATER).next == ""

    @pytest.mark.parametrize("cursor", ["x", "1", "1-2-3", "-", "9" * 40 + "-1", "1-x"])
    def test_refuses_a_cursor_that_is_none(self, paper, cursor):
        with pytest.raises(NotFound):
            selectors.list_section(section=make_section(), before=cursor, now=LATER)

    def test_lists_a_topic_and_a_byline(self, paper):
        wanted = make_article(topics=["Ferries"], bylines=["Dalia Haddad"])
        make_article(topics=["Fog"], bylines=["Omar Said"])

        topic = selectors.list_topic(
            topic=make_topic(name="Ferries"), before="", now=LATER
        )
        byline = selectors.list_byline(
            byline=make_byline(name="Dalia Haddad"), before="", now=LATER
        )

        assert [t.id for t in topic.teasers] == [wanted.pk]
        assert [t.id for t in byline.teasers] == [wanted.pk]

    @pytest.mark.parametrize("number", [2, 20])
    def test_costs_the_same_however_long(
        self, paper, number, django_assert_num_queries
    ):
        photo = make_photo()
        series = make_series(number, photo=photo, bylines=["Dalia Haddad", "Omar Said"])
        section = series[0].section
        selectors.list_section(section=section, before="", now=LATER)

        with django_assert_num_queries(5):
            selectors.list_section(section=section, before="", now=LATER)

    def test_shows_no_draft(self, paper):
        draft = make_draft()

        found = selectors.list_section(section=draft.section, before="", now=LATER)

        assert found.teasers == ()


class TestFront:
    @pytest.fixture
    def edition(self, paper):
        edition = make_edition(language="en")
        for place, name in enumerate(["Sea", "City", "Empty"]):
            section = make_section(name=name)
            EditionSection.objects.create(
                edition=edition, section=section, sort_order=place
            )
        return edition

    def _front(self):
        return selectors.get_front(language="en", now=LATER)

    def test_leads_with_the_newest_that_has_a_picture(self, edition):
        older = make_article(photo=make_photo())
        make_article(published_at=NOW + timedelta(hours=1))

        assert self._front().lead.id == older.pk

    def test_leads_with_what_the_editor_chose(self, edition):
        chosen = make_article()
        make_article(photo=make_photo(), published_at=NOW + timedelta(hours=1))
        make_edition(language="en", lead=chosen)

        assert self._front().lead.id == chosen.pk

    def test_does_not_lead_with_a_story_that_was_taken_off(self, edition):
        chosen, other = make_article(), make_article()
        make_edition(language="en", lead=chosen)
        Article.objects.filter(pk=chosen.pk).update(live=False)

        assert self._front().lead.id == other.pk

    def test_has_sections_in_the_editors_order_and_no_empty_ones(self, edition):
        make_series(6, section="City")
        make_series(4, section="Sea")

        front = self._front()

        assert [part.section.name for part in front.sections] == ["Sea", "City"]

    def test_shows_no_story_twice(self, edition):
        make_series(12, section="City")

        ids = [teaser.id for teaser in self._front().teasers]

        assert len(ids) == len(set(ids)) == 1 + 3 + 3

    def test_keeps_to_its_language(self, edition):
        make_article(language="ar", section="المدينة")

        assert self._front().lead is None
        assert self._front().teasers == ()

    @pytest.mark.parametrize("number", [4, 20])
    def test_costs_the_same_however_many_stories(
        self, edition, number, django_assert_num_queries
    ):
        make_series(number, photo=make_photo(), bylines=["Dalia Haddad"])
        self._front()

        with django_assert_num_queries(12):
            self._front()


class TestMasthead:
    def test_names_the_paper_and_what_frames_its_pages(self, paper):
        edition = make_edition(language="en", tagline="News from the bay")
        section = make_section(name="City")
        NavigationLink.objects.create(edition=edition, section=section, sort_order=0)
        NavigationLink.objects.create(
            edition=edition, words="Feeds", address="/en/feeds/rss/", sort_order=1
        )
        make_standing_page(slug="about", title="About")
        make_paper(logo=make_photo(size=(400, 400), form="PNG"))

        masthead = selectors.get_masthead(language="en")

        assert (masthead.name, masthead.tagline) == (
            "The Harbour Gazette",
            "News from the bay",
        )
        assert [link.path for link in masthead.navigation] == [
            "/en/sections/city/",
            "/en/feeds/rss/",
        ]
        assert [link.name for link in masthead.standing] == ["About"]
        assert [lang.code for lang in masthead.languages] == ["en", "ar"]
        assert masthead.logo.height == 80

    def test_is_there_before_the_paper_is_founded(self, db):
        assert selectors.get_masthead(language="en").navigation == ()


class TestThreads:
    def test_find_their_story(self, paper):
        article = make_article()

        found = selectors.find_article_of_thread(
            key=f"article:{article.pk}", language="en", now=LATER
        )

        assert found.path == view(article).path

    def test_of_all_languages_find_the_story_in_each(self, paper):
        make_paper(conversation=Paper.Conversation.STORY)
        article = make_article()
        other = make_article(language="ar", story=article.translation_key)
        key = f"story:{article.translation_key}"

        for language, wanted in (("en", article), ("ar", other), ("fr", article)):
            found = selectors.find_article_of_thread(
                key=key, language=language, now=LATER
            )
            assert found.id == wanted.pk

    @pytest.mark.parametrize(
        "key", ["article:0", "article:x", "story:x", "https://a.example/", "", "story:"]
    )
    def test_of_others_find_none(self, paper, key):
        assert (
            selectors.find_article_of_thread(key=key, language="en", now=LATER) is None
        )

    def test_are_told_what_they_are_about(self, paper):
        article = make_article(headline="Fog", comments="HELD")

        terms = selectors.get_thread_terms(article_id=article.pk)

        assert terms.key == f"article:{article.pk}"
        assert (terms.title, terms.path) == ("Fog", "/en/2017/02/16/fog/")
        assert (terms.mode, terms.is_public) == ("HELD", True)

    def test_are_not_there_for_a_draft(self, paper):
        assert selectors.get_thread_terms(article_id=make_draft().pk) is None


class TestSitemap:
    def test_lists_addresses_with_their_languages(self, paper):
        article = make_article(headline="Fog")
        other = make_article(
            headline="ضباب", language="ar", story=article.translation_key
        )
        make_article(headline="Alone")
        make_draft()

        found = selectors.list_addresses(page=1, now=LATER)

        paths = [view(a).path for a in (article, other)]
        assert [a.path for a in found] == [*paths, "/en/2017/02/16/alone/"]
        assert found[0].alternates == (("en", paths[0]), ("ar", paths[1]))
        assert found[2].alternates == ()

    @pytest.mark.parametrize("number", [1, 10])
    def test_costs_the_same_however_long(
        self, paper, number, django_assert_num_queries
    ):
        make_series(number)

        with django_assert_num_queries(2):
            selectors.list_addresses(page=1, now=LATER)

    def test_has_a_page_even_when_nothing_is_published(self, paper):
        assert selectors.count_sitemap_pages(now=LATER) == 1
        assert selectors.list_addresses(page=1, now=LATER) == []

    def test_lists_what_is_news(self, paper):
        new = make_article(published_at=NOW)
        make_article(published_at=NOW - timedelta(hours=49))

        found = selectors.list_recent(hours=48, limit=10, now=NOW)

        assert [teaser.id for teaser in found] == [new.pk]


class TestDoors:
    def test_open_in_their_own_language_only(self, paper):
        make_section(name="City")

        assert access.section_to_read(language="en", slug="city").name == "City"
        with pytest.raises(NotFound):
            access.section_to_read(language="ar", slug="city")

    def test_are_closed_for_a_standing_page_that_is_a_draft(self, paper):
        page = make_standing_page()
        page.unpublish()

        with pytest.raises(NotFound):
            access.standing_page_to_read(language="en", slug="about")
