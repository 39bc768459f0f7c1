"""What an editor does with articles in the desk, through Wagtail's own screens."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from hiwar.kernel import changes
from hiwar.newsroom import actions
from hiwar.newsroom.models import Article, EditionSection
from hiwar.newsroom.wagtail_hooks import articles_search_area
from tests.factories import (
    make_article,
    make_byline,
    make_draft,
    make_edition,
    make_photo,
    make_section,
    make_topic,
)

from .forms import article_form, create, url

pytestmark = pytest.mark.django_db


class TestDraft:
    def test_is_written_with_all_its_parts(self, client, editor):
        create(
            client,
            section=make_section(),
            headline="Night ferry stays",
            bylines=[make_byline(name="Dalia Haddad"), make_byline(name="Omar Said")],
            topics=[make_topic(name="Ferries")],
            text="The council <b>voted</b>.",
        )

        article = Article.objects.get()
        assert not article.live
        assert article.headline == "Night ferry stays"
        assert [a.byline.name for a in article.authorships.all()] == [
            "Dalia Haddad",
            "Omar Said",
        ]
        assert [s.topic.name for s in article.subjects.all()] == ["Ferries"]
        assert "<b>voted</b>" in article.body.raw_data[0]["value"]
        assert article.latest_revision.user == editor
        assert not article.addresses.exists()

    def test_may_have_no_headline_yet(self, client, editor):
        create(client, section=make_section(), headline="")

        assert Article.objects.get().headline == ""

    def test_is_in_the_language_of_the_form(self, client, editor):
        create(client, section=make_section(language="ar"), headline="العبّارة")

        assert Article.objects.get().locale.language_code == "ar"

    def test_of_a_published_story_leaves_the_published_one_alone(self, client, editor):
        article = make_article(headline="Before")

        form = article_form(section=article.section, headline="After")
        client.post(url("edit", article.pk), form)

        article.refresh_from_db()
        assert article.headline == "Before"
        assert article.has_unpublished_changes
        assert article.latest_revision.content["headline"] == "After"


class TestPublishing:
    def test_publishes_with_an_address(self, client, editor):
        create(client, section=make_section(), action="publish")

        article = Article.objects.get()
        assert article.live
        assert article.slug == "night-ferry-stays"
        assert f"article:{article.pk}" in changes.topics()

    def test_asks_for_a_headline(self, client, editor):
        answer = create(client, section=make_section(), headline="", action="publish")

        assert answer.status_code == 200
        assert "headline" in answer.context["form"].errors
        assert not Article.objects.filter(live=True).exists()

    def test_asks_for_a_section_of_its_language(self, client, editor):
        make_section(language="ar", name="المدينة")
        other = make_section(language="en")

        form = article_form(section=other) | {"content_language": "ar"}
        answer = client.post(url("add", language="ar"), form | {"action-publish": "1"})

        assert "section" in answer.context["form"].errors

    def test_is_all_or_nothing(self, client, editor, monkeypatch):
        draft = make_draft()
        before = Revision.objects.count()

        def break_down(**kwargs):
            raise RuntimeError

        monkeypatch.setattr(changes, "record", break_down)
        client.raise_request_exception = False
        form = article_form(section=draft.section, action="publish")
        answer = client.post(url("edit", draft.pk), form)

        draft.refresh_from_db()
        assert answer.status_code == 500
        assert not draft.live
        assert Revision.objects.count() == before

    def test_can_be_taken_back(self, client, editor):
        article = make_article()

        client.post(url("unpublish", article.pk))

        article.refresh_from_db()
        assert not article.live

    def test_corrects_a_published_story_with_a_dated_note(self, client, editor):
        article = make_article(headline="Fog")

        form = article_form(
            section=article.section,
            corrections=[{"text": "It was Tuesday.", "made_at": "2017-02-17 09:00"}],
            action="publish",
        )
        client.post(url("edit", article.pk), form)

        correction = article.corrections.get()
        assert correction.text == "It was Tuesday."
        assert Article.objects.get().updated_at


def as_typed(moment):
    """Return `moment` as an editor types it who goes by the paper's clock."""
    return f"{moment.astimezone(ZoneInfo('Asia/Beirut')):%Y-%m-%d %H:%M}"


class TestScheduling:
    def test_waits_for_its_time(self, client, editor):
        later = timezone.now() + timedelta(hours=1)

        create(
            client,
            section=make_section(),
            go_live_at=as_typed(later),
            action="publish",
        )

        article = Article.objects.get()
        assert not article.live
        assert article.approved_schedule
        assert not article.addresses.exists()
        assert f"article:{article.pk}" not in changes.topics()

    @pytest.mark.parametrize(
        ("own", "followed"),
        [("", "Asia/Beirut"), ("America/Lima", "America/Lima")],
        ids=["the paper's clock", "one's own"],
    )
    def test_goes_by_the_clock_of_who_types(self, client, editor, own, followed):
        if own:
            UserProfile.objects.create(user=editor, current_time_zone=own)
        draft = make_draft()

        form = article_form(section=draft.section, go_live_at="2031-07-01 18:00")
        client.post(url("edit", draft.pk), form)

        draft.refresh_from_db()
        due = draft.latest_revision.as_object().go_live_at
        assert due == datetime(2031, 7, 1, 18, tzinfo=ZoneInfo(followed))

    def test_can_be_called_off(self, client, editor):
        draft = make_draft(go_live_at=timezone.now() + timedelta(hours=1))
        actions.publish(article=draft)
        revision = draft.revisions.get()

        client.post(url("revisions_unschedule", draft.pk, revision.pk))

        revision.refresh_from_db()
        assert revision.approved_go_live_at is None

    def test_of_a_change_leaves_an_imported_story_on_the_site(self, client, editor):
        article = make_article(headline="Before")
        later = timezone.now() + timedelta(hours=1)

        form = article_form(
            section=article.section,
            headline="After",
            go_live_at=as_typed(later),
            action="publish",
        )
        client.post(url("edit", article.pk), form)

        article.refresh_from_db()
        assert article.live
        assert article.headline == "Before"


class TestRevisions:
    def _change(self, client, article, headline):
        form = article_form(
            section=article.section, headline=headline, action="publish"
        )
        client.post(url("edit", article.pk), form)

    def test_can_be_compared(self, client, editor):
        article = make_article(headline="Fog over the bay")
        self._change(client, article, "Mist over the bay")

        page = client.get(
            url("revisions_compare", article.pk, "earliest", "latest")
        ).content.decode()

        assert "Fog" in page
        assert "Mist" in page

    def test_can_be_restored_and_published(self, client, editor):
        article = make_article(headline="Fog over the bay")
        first = article.revisions.order_by("id").first()
        self._change(client, article, "Mist over the bay")

        restore = url("revisions_revert", article.pk, first.pk)
        assert "Fog over the bay" in client.get(restore).content.decode()
        form = article_form(
            section=article.section, headline="Fog over the bay", action="publish"
        )
        client.post(restore, form)

        article.refresh_from_db()
        assert article.headline == "Fog over the bay"
        assert article.slug == "fog-over-the-bay"


class TestPreview:
    @pytest.mark.parametrize("section_language", ["en", "ar"])
    def test_shows_the_page_as_it_will_be(self, client, editor, section_language):
        draft = make_draft(language=section_language)
        preview = url("preview_on_edit", draft.pk)
        form = article_form(section=draft.section, headline="سفينة Ship")

        posted = client.post(preview, form).json()
        page = client.get(preview).content.decode()

        assert posted == {"is_valid": True, "is_available": True}
        assert "سفينة Ship" in page
        assert f'<html lang="{section_language}"' in page
        draft.refresh_from_db()
        assert draft.headline != "سفينة Ship"

    def test_shows_what_has_never_been_saved(self, client, editor):
        section = make_section(language="ar", name="المدينة")
        preview = url("preview_on_add")

        client.post(preview, article_form(section=section, headline="سفينة"))
        page = client.get(preview).content.decode()

        assert "سفينة" in page
        assert '<html lang="ar"' in page

    def test_of_a_revision_shows_that_revision(self, client, editor):
        article = make_article(headline="Fog")
        first = article.revisions.get()
        TestRevisions()._change(client, article, "Mist")

        page = client.get(url("revisions_view", article.pk, first.pk)).content.decode()

        assert "Fog" in page

    def test_shows_the_lead_photo_in_its_sizes(self, client, editor):
        article = make_article(photo=make_photo(size=(1600, 1200)), photo_alt="A boat")
        revision = article.revisions.get()

        page = client.get(
            url("revisions_view", article.pk, revision.pk)
        ).content.decode()

        assert 'width="460" height="345"' in page
        assert 'alt="A boat"' in page


class TestForm:
    @pytest.mark.parametrize(("content", "direction"), [("en", "ltr"), ("ar", "rtl")])
    @pytest.mark.parametrize("desk", ["en", "ar"])
    def test_runs_in_the_direction_of_what_is_written(
        self, client, editor, content, direction, desk
    ):
        UserProfile.objects.create(user=editor, preferred_language=desk)
        draft = make_draft(language=content)

        form = client.get(url("edit", draft.pk)).context["form"]

        for name in ("headline", "standfirst", "photo_caption", "content_language"):
            attributes = form.fields[name].widget.attrs
            assert (attributes["lang"], attributes["dir"]) == (content, direction)

    def test_offers_the_sections_of_its_language(self, client, editor):
        english, arabic = make_section(), make_section(language="ar", name="المدينة")
        draft = make_draft(language="ar", section=arabic)

        offered = client.get(url("edit", draft.pk)).context["form"].fields["section"]

        assert list(offered.queryset) == [arabic]
        assert english not in offered.queryset

    def test_hides_corrections_of_what_nobody_has_read(self, client, editor):
        draft, article = make_draft(), make_article()

        hidden = client.get(url("edit", draft.pk)).content.decode()
        shown = client.get(url("edit", article.pk)).content.decode()

        assert "corrections-TOTAL_FORMS" in hidden
        assert "newsroom-hidden" in hidden
        assert "newsroom-hidden" not in shown

    def test_begins_in_the_first_section_of_the_front_page(self, client, editor):
        make_section(name="City")
        first = make_section(name="Sea")
        edition = make_edition(language="en")
        EditionSection.objects.create(edition=edition, section=first, sort_order=0)

        form = client.get(url("add", language="en")).context["form"]

        assert form.initial["section"] == first.pk


class TestList:
    def test_filters_by_section_language_and_state(self, client, editor):
        city = make_section(name="City")
        wanted = make_article(section="City")
        make_article(section="Sea")
        make_article(section="المدينة", language="ar")
        make_draft(section=city)

        found = client.get(
            url("list"), {"section": city.pk, "live": "1", "locale": "en"}
        )

        assert list(found.context["object_list"]) == [wanted]

    def test_is_what_the_one_search_field_of_the_desk_looks_in(self, client, editor):
        area = articles_search_area()

        assert area.url == url("list")
        assert f'"{area.url}"' in client.get("/desk/").content.decode()
