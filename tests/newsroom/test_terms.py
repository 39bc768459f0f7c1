"""Sections, topics, bylines, editions, settings in the desk, and what they tell."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from hiwar.accounts.models import ReservedName
from hiwar.kernel import changes
from hiwar.newsroom import actions
from hiwar.newsroom.models import (
    Article,
    Byline,
    Edition,
    NavigationLink,
    Paper,
    Section,
    StandingPage,
)
from tests.factories import (
    make_article,
    make_byline,
    make_edition,
    make_photo,
    make_reader,
    make_section,
    make_standing_page,
    make_topic,
)

pytestmark = pytest.mark.django_db


def url(model, name, *args):
    return reverse(f"wagtailsnippets_newsroom_{model}:{name}", args=args)


def told_since(before):
    return set(changes.topics()[before:])


class TestSection:
    def test_gets_an_address_from_its_name(self, client, editor):
        client.post(
            url("section", "add") + "?locale=ar",
            {"name": "المدينة القديمة", "slug": "", "content_language": "ar"},
        )

        section = Section.objects.get()
        assert section.slug == "المدينة-القديمة"
        assert section.locale.language_code == "ar"

    def test_tells_all_pages_when_it_is_renamed(self, client, editor):
        section = make_section(name="City")
        before = len(changes.topics())

        client.post(
            url("section", "edit", section.pk), {"name": "Town", "slug": "city"}
        )

        assert Section.objects.get().name == "Town"
        assert told_since(before) == {f"section:{section.pk}", "front:en", "paper"}

    def test_cannot_have_the_address_of_another(self, client, editor):
        make_section(name="City")

        client.post(url("section", "add"), {"name": "Other", "slug": "city"})

        assert Section.objects.count() == 1


class TestByline:
    def test_keeps_its_name_for_its_bearer(self, client, editor):
        client.post(url("byline", "add"), {"name": "Dalia Haddad", "slug": ""})

        byline = Byline.objects.get()
        assert byline.slug == "dalia-haddad"
        reserved = ReservedName.objects.get(source=f"byline:{byline.pk}")
        assert reserved.name == "Dalia Haddad"

    def test_keeps_the_new_name_when_it_changes(self, client, editor):
        byline = make_byline(name="Dalia Haddad")

        client.post(url("byline", "edit", byline.pk), {"name": "Dalia H.", "slug": "d"})

        assert [r.name for r in ReservedName.objects.filter(kind="BYLINE")] == [
            "Dalia H."
        ]

    def test_gives_its_name_back_when_it_goes(self, client, superuser):
        byline = make_byline(name="Dalia Haddad")
        before = len(changes.topics())

        client.post(url("byline", "delete", byline.pk))

        assert not Byline.objects.exists()
        assert not ReservedName.objects.filter(kind="BYLINE").exists()
        assert f"byline:{byline.pk}" in told_since(before)

    def test_gives_names_back_when_many_go_at_once(self, client, superuser):
        names = [make_byline(name=name) for name in ("Dalia Haddad", "Omar Said")]
        query = "&".join(f"id={byline.pk}" for byline in names)
        before = len(changes.topics())

        client.post(f"/desk/bulk/newsroom/byline/delete/?{query}")

        assert not Byline.objects.exists()
        assert not ReservedName.objects.filter(kind="BYLINE").exists()
        assert {f"byline:{byline.pk}" for byline in names} <= told_since(before)

    def test_does_not_go_while_a_story_is_signed_with_it(self, client, superuser):
        make_article(bylines=["Dalia Haddad"])
        byline = Byline.objects.get()

        client.post(url("byline", "delete", byline.pk))

        assert Byline.objects.exists()
        assert ReservedName.objects.filter(kind="BYLINE").exists()


class TestDeletingArticles:
    @pytest.mark.parametrize(
        "path",
        ["/desk/articles/delete/{}/", "/desk/bulk/newsroom/article/delete/?id={}"],
    )
    def test_tells_whoever_showed_or_discussed_them(self, client, superuser, path):
        article = make_article()
        before = len(changes.topics())

        client.post(path.format(article.pk))

        assert not Article.objects.exists()
        assert {f"article:{article.pk}", "front:en"} <= told_since(before)


class TestEdition:
    def test_puts_lead_sections_and_navigation_in_order(self, client, editor):
        edition = Edition.objects.get(locale__language_code="en")
        city, sea = make_section(name="City"), make_section(name="Sea")
        lead = make_article()
        before = len(changes.topics())

        form = nested_form_data(
            {
                "name": "The Harbour Gazette",
                "tagline": "News from the bay",
                "lead": lead.pk,
                "sections": inline_formset([{"section": sea.pk}, {"section": city.pk}]),
                "navigation": inline_formset(
                    [
                        {"section": sea.pk, "words": "", "address": ""},
                        {
                            "section": "",
                            "words": "Archive",
                            "address": "/en/feeds/rss/",
                        },
                    ]
                ),
            }
        )
        client.post(url("edition", "edit", edition.pk), form)

        edition.refresh_from_db()
        assert edition.lead == lead
        order = edition.sections.order_by("sort_order").values_list("section__name")
        assert [name for (name,) in order] == ["Sea", "City"]
        assert edition.navigation.count() == 2
        assert {"paper", "front:en"} <= told_since(before)

    def test_offers_sections_of_its_language(self, client, editor):
        make_section(name="City")
        arabic = make_section(name="المدينة", language="ar")
        edition = make_edition(language="ar", name="جريدة")

        form = client.get(url("edition", "edit", edition.pk)).context["form"]

        offered = form.formsets["sections"].empty_form.fields["section"].queryset
        assert list(offered) == [arabic]

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "x"])
    def test_links_to_addresses_only(self, paper, address):
        link = NavigationLink(
            edition=Edition.objects.first(), words="x", address=address
        )

        with pytest.raises(ValidationError):
            link.full_clean()


class TestPaper:
    def test_tells_all_pages_when_its_settings_change(self, client, editor):
        paper = Paper.objects.get()
        before = len(changes.topics())

        address = reverse("wagtailsettings:edit", args=["newsroom", "paper", paper.pk])
        client.post(
            address,
            {
                "time_zone": "Europe/Paris",
                "region": "FR",
                "digits": "latn",
                "conversation": "STORY",
                "logo": "",
            },
        )

        assert Paper.objects.get().time_zone == "Europe/Paris"
        assert told_since(before) == {"paper"}

    @pytest.mark.parametrize(
        "change", [{"time_zone": "Mars/Olympus"}, {"region": "lb"}, {"region": "L"}]
    )
    def test_refuses_what_would_break_every_page(self, paper, change):
        for name, value in change.items():
            setattr(paper, name, value)

        with pytest.raises(ValidationError):
            paper.full_clean()


class TestPhoto:
    def test_tells_every_page_that_shows_it(self, client, editor):
        photo = make_photo()
        lead = make_article(photo=photo)
        inside = make_article(
            body=[
                {
                    "kind": "image",
                    "photo": photo.pk,
                    "alt": "",
                    "caption": "",
                    "credit": "",
                }
            ]
        )
        make_article()
        before = len(changes.topics())

        client.post(
            reverse("wagtailimages:edit", args=[photo.pk]),
            {
                "title": "New title",
                "credit": "AFP",
                "collection": photo.collection_id,
                "focal_point_x": "10",
                "focal_point_y": "10",
                "focal_point_width": "5",
                "focal_point_height": "5",
            },
        )

        photo.refresh_from_db()
        assert photo.credit == "AFP"
        told = told_since(before)
        assert {f"article:{lead.pk}", f"article:{inside.pk}", "front:en"} <= told
        assert len([t for t in told if t.startswith("article:")]) == 2

    def test_hides_its_original_behind_a_name_that_nobody_can_guess(self, paper):
        photo = make_photo(title="harbour")

        assert "harbour" not in photo.file.name
        assert photo.file.name.endswith(".jpeg")


class TestStandingPage:
    def test_is_published_and_told(self, client, editor):
        page = make_standing_page(slug="about", title="About")
        before = len(changes.topics())

        actions.write_standing_page(
            language="en", slug="about", title="About us", body=[]
        )

        assert StandingPage.objects.get(pk=page.pk).title == "About us"
        assert told_since(before) == {f"standing:{page.pk}", "paper"}


@pytest.fixture
def superuser(client, paper):
    person = make_reader()
    person.is_superuser = person.is_staff = True
    person.save()
    client.force_login(person)
    return person


class TestTopic:
    def test_is_found_by_its_name(self, paper):
        assert make_topic(name="Ferries") == make_topic(name="Ferries")
        assert make_topic(name="Ferries") != make_topic(name="Ferries", language="ar")
