"""A story in another language: from "Translate" to a mark that it has grown old."""

import pytest
from django.urls import reverse

from hiwar.accounts.roles import Role
from hiwar.newsroom import actions
from hiwar.newsroom.models import Article, Byline, Correction, Section
from tests.factories import (
    NOW,
    make_article,
    make_byline,
    make_draft,
    make_locale,
    make_section,
    make_topic,
)

from .forms import article_form, url
from .test_publish import publish_again

pytestmark = pytest.mark.django_db


def translate(client, thing, language="ar"):
    """Press "Translate" and choose one language; return what it made."""
    meta = thing._meta
    address = reverse(
        "simple_translation:submit_snippet_translation",
        args=[meta.app_label, meta.model_name, thing.pk],
    )
    client.post(address, {"locales": [make_locale(language).pk]})
    return thing.get_translations().filter(locale=make_locale(language)).first()


def pair(model, make, english, arabic):
    """Return a term in both languages, each the translation of the other."""
    first, second = make(name=english), make(name=arabic, language="ar")
    model.objects.filter(pk=second.pk).update(translation_key=first.translation_key)
    return first, second


class TestTranslate:
    def test_makes_a_draft_linked_to_its_source(self, client, editor):
        source = make_article(headline="Fog", slug="fog", standfirst="Thick.")

        copy = translate(client, source)

        assert copy.translation_key == source.translation_key
        assert copy.source == source
        assert not copy.live
        assert copy.first_published_at is None
        assert copy.live_revision is None
        assert (copy.headline, copy.slug) == ("", "")
        assert copy.standfirst == "Thick."
        assert not copy.addresses.exists()
        assert not copy.is_older_than_source

    def test_leaves_the_source_as_it_is(self, client, editor):
        source = make_article(headline="Fog", bylines=["Dalia Haddad"])

        translate(client, source)

        source.refresh_from_db()
        assert source.live
        assert source.headline == "Fog"
        assert source.authorships.get().byline.name == "Dalia Haddad"

    def test_names_section_topics_and_bylines_in_the_other_language(
        self, client, editor
    ):
        _city, medina = pair(Section, make_section, "City", "المدينة")
        pair(Byline, make_byline, "Dalia Haddad", "داليا حداد")
        make_topic(name="Ferries")
        source = make_article(
            section="City", bylines=["Dalia Haddad", "Omar"], topics=["Ferries"]
        )

        copy = translate(client, source)

        assert copy.section == medina
        names = [row.byline.name for row in copy.authorships.all()]
        assert names == ["داليا حداد", "Omar"]
        # A topic without a name in this language would lead to the other edition.
        assert not copy.subjects.exists()

    def test_does_not_copy_corrections(self, client, editor):
        source = Article.objects.get(pk=make_article().pk)
        source.corrections.add(Correction(text="It was Tuesday.", made_at=NOW))
        source.save()

        assert not translate(client, source).corrections.exists()

    def test_can_then_be_published_under_its_own_address(self, client, editor):
        copy = translate(client, make_article(headline="Fog"))
        section = make_section(name="المدينة", language="ar")

        form = article_form(section=section, headline="ضباب", action="publish")
        client.post(url("edit", copy.pk), form)

        copy.refresh_from_db()
        assert copy.live
        assert copy.addresses.get().slug == "ضباب"
        assert copy.addresses.get().language == "ar"

    def test_is_offered_in_the_form_until_all_languages_are_there(self, client, editor):
        source = make_article()
        button = "/desk/translation/submit/snippet/newsroom/article/"

        before = client.get(url("edit", source.pk)).content.decode()
        translate(client, source)
        after = client.get(url("edit", source.pk)).content.decode()

        assert button in before
        assert button not in after

    def test_makes_a_section_with_an_address_of_its_own(self, client, editor):
        city = make_section(name="City")
        make_section(name="City", language="ar")

        copy = translate(client, city)

        assert copy.translation_key == city.translation_key
        assert copy.slug == "city-2"

    def test_refuses_a_moderator(self, client, sign_in):
        source = make_article()
        sign_in(Role.MODERATOR)

        assert translate(client, source) is None


class TestOlderThanItsSource:
    @pytest.fixture
    def source(self, editor):
        return make_article(
            headline="Fog", body=[{"kind": "paragraph", "text": "Thick."}]
        )

    @pytest.fixture
    def copy(self, client, source):
        return translate(client, source)

    def test_is_marked_when_the_source_changes(self, source, copy):
        publish_again(source, headline="Thick fog")

        assert Article.objects.get(pk=copy.pk).is_older_than_source

    def test_is_not_marked_for_what_no_reader_sees(self, source, copy):
        publish_again(source, comments="CLOSED")

        assert not Article.objects.get(pk=copy.pk).is_older_than_source

    def test_is_not_marked_when_a_source_is_published_as_it_was(self, client, editor):
        draft = make_draft(headline="Fog")
        copy = translate(client, draft)

        actions.publish(article=draft)

        assert not Article.objects.get(pk=copy.pk).is_older_than_source

    def test_is_shown_in_the_form_and_in_the_list(self, client, source, copy):
        words = "The source has changed since this was translated."
        before = client.get(url("edit", copy.pk)).content.decode()

        publish_again(source, headline="Thick fog")

        assert words not in before
        assert words in client.get(url("edit", copy.pk)).content.decode()
        assert "older than its source" in client.get(url("list")).content.decode()

    def test_is_found_by_the_filter(self, client, source, copy):
        make_article()
        publish_again(source, headline="Thick fog")

        found = client.get(url("list"), {"older": "1"}).context["object_list"]

        assert list(found) == [copy]

    def test_ends_with_an_editors_word(self, client, source, copy):
        publish_again(source, headline="Thick fog")

        client.post(reverse("hiwar_mark_up_to_date", args=[copy.pk]))

        assert not Article.objects.get(pk=copy.pk).is_older_than_source

    def test_survives_a_revision_from_before_it(self, client, source, copy):
        copy.save_revision()
        publish_again(source, headline="Thick fog")
        client.post(reverse("hiwar_mark_up_to_date", args=[copy.pk]))

        Article.objects.get(pk=copy.pk).revisions.first().publish()

        assert not Article.objects.get(pk=copy.pk).is_older_than_source

    def test_needs_the_right_to_edit(self, client, source, copy, sign_in):
        publish_again(source, headline="Thick fog")
        sign_in(Role.MODERATOR)

        client.post(reverse("hiwar_mark_up_to_date", args=[copy.pk]))

        assert Article.objects.get(pk=copy.pk).is_older_than_source

    def test_does_not_happen_on_a_mere_visit(self, client, source, copy):
        answer = client.get(reverse("hiwar_mark_up_to_date", args=[copy.pk]))

        assert answer.status_code == 405
