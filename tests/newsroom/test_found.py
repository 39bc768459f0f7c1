"""The first sign-in of a new paper: its name, languages, sections, time zone, logo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hiwar.accounts.roles import Role
from hiwar.newsroom import actions, selectors
from hiwar.newsroom.models import Edition, Paper, Section, StandingPage
from tests.accounts.pictures import a_picture
from tests.factories import make_reader

pytestmark = pytest.mark.django_db

SET_UP = "/en/set-up/"

FORM = {
    "languages": ["en", "ar"],
    "name_en": "The Harbour Gazette",
    "name_ar": "جريدة المرفأ",
    "time_zone": "Asia/Beirut",
    "section_0_en": "City",
    "section_0_ar": "المدينة",
    "section_1_en": "Sea",
    "section_1_ar": "",
}


@pytest.fixture
def editor(client):
    person = make_reader(role=Role.EDITOR)
    client.force_login(person)
    return person


class TestFirstSignIn:
    def test_leads_an_editor_to_the_questions(self, client, editor):
        answer = client.get("/desk/")

        assert answer.status_code == 302
        assert answer["Location"] == SET_UP

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.MODERATOR])
    def test_lets_others_in(self, client, role):
        client.force_login(make_reader(role=role))

        assert client.get("/desk/").status_code == 200
        assert client.get(SET_UP).status_code == 403

    def test_asks_in_the_language_of_the_page(self, client, editor):
        assert "Set up your paper" in client.get(SET_UP).content.decode()
        assert client.get("/ar/set-up/").status_code == 200

    def test_asks_for_signing_in_first(self, client):
        assert client.get(SET_UP).status_code == 302


class TestFounding:
    def test_opens_an_edition_in_each_language(self, client, editor):
        answer = client.post(SET_UP, FORM)

        assert answer["Location"] == "/desk/"
        assert client.get("/desk/").status_code == 200
        names = dict(Edition.objects.values_list("locale__language_code", "name"))
        assert names == {"en": "The Harbour Gazette", "ar": "جريدة المرفأ"}
        assert [code for code, _ in selectors.list_languages()] == ["en", "ar"]

    def test_takes_the_region_from_the_time_zone(self, client, editor):
        client.post(SET_UP, FORM)

        paper = Paper.objects.get()
        assert (paper.time_zone, paper.region) == ("Asia/Beirut", "LB")

    def test_makes_sections_linked_and_in_order(self, client, editor):
        client.post(SET_UP, FORM)

        city = Section.objects.get(name="City")
        assert city.get_translations().get().name == "المدينة"
        navigation = selectors.get_masthead(language="en").navigation
        assert [link.name for link in navigation] == ["City", "Sea"]
        arabic = selectors.get_masthead(language="ar").navigation
        assert [link.name for link in arabic] == ["المدينة"]

    def test_writes_standing_pages_but_for_those_only_the_paper_can_write(
        self, client, editor
    ):
        client.post(SET_UP, FORM)

        live = StandingPage.objects.filter(live=True, locale__language_code="en")
        assert set(live.values_list("slug", flat=True)) == {"about", "privacy"}
        assert StandingPage.objects.filter(slug="imprint").count() == 2
        privacy = StandingPage.objects.get(slug="privacy", locale__language_code="en")
        assert privacy.get_translations().count() == 1

    def test_keeps_a_logo(self, client, editor):
        logo = SimpleUploadedFile("logo.png", a_picture("PNG").read(), "image/png")

        client.post(SET_UP, {**FORM, "logo": logo})

        assert selectors.get_masthead(language="en").logo.height == 80

    def test_may_be_in_one_language(self, client, editor):
        client.post(SET_UP, {**FORM, "languages": ["ar"]})

        assert [code for code, _ in selectors.list_languages()] == ["ar"]

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"languages": []}, "languages"),
            ({"name_ar": ""}, "name_ar"),
            ({"time_zone": "Mars/Olympus"}, "time_zone"),
            (
                {"section_0_en": "", "section_0_ar": "", "section_1_en": ""},
                "section_0_en",
            ),
            ({"logo": SimpleUploadedFile("x.svg", b"<svg/>")}, "logo"),
            ({"logo": SimpleUploadedFile("x.png", b"not a picture")}, "logo"),
        ],
    )
    def test_asks_again_for_what_is_missing(self, client, editor, change, field):
        answer = client.post(SET_UP, {**FORM, **change})

        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert not Paper.objects.filter(is_founded=True).exists()

    def test_happens_once(self, client, editor):
        client.post(SET_UP, FORM)

        answer = client.post(SET_UP, {**FORM, "name_en": "Another"})

        assert answer["Location"] == "/desk/"
        assert Edition.objects.get(locale__language_code="en").name != "Another"
        with pytest.raises(actions.PaperIsFounded):
            actions.found_paper(founding=actions.Founding(names={"en": "x"}))
