import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from hiwar.accounts import actions
from tests.accounts.pictures import SVG, a_picture, a_png_that_says
from tests.factories import make_paper, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def rima(client):
    reader = make_reader(name="salt.and.stone", email="rima@example.org")
    client.force_login(reader)
    return reader


def upload(client, content, name="me.jpg", kind="image/jpeg"):
    picture = SimpleUploadedFile(name, content, content_type=kind)
    return client.post("/en/me/picture/", {"picture": picture})


class TestProfile:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_shows_what_can_be_changed(self, client, rima, language):
        page = client.get(f"/{language}/me/")

        shown = page.content.decode()
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert "<bdi>salt.and.stone</bdi>" in shown
        assert "rima@example.org" in shown
        for path in ("me/name/", "me/picture/", "me/language/", "accounts/email/"):
            assert f"/{language}/{path}" in shown
        assert " style=" not in shown
        assert "<style" not in shown

    def test_leads_to_itself_in_the_other_language(self, client, rima):
        make_paper()
        other = '<a class="other-language" href="/ar/me/"'

        assert other in client.get("/en/me/").content.decode()
        # What a refused form is answered with has no address of its own.
        assert other in client.post("/en/me/name/", {"name": ""}).content.decode()

    def test_names_each_language_in_itself(self, client, rima):
        page = client.get("/en/me/").content.decode()

        assert '<option value="ar" lang="ar" dir="auto">العربية</option>' in page

    def test_is_for_those_who_are_signed_in(self, client):
        for path in ("", "name/", "picture/", "picture/remove/", "language/"):
            for answer in (client.get(f"/en/me/{path}"), client.post(f"/en/me/{path}")):
                assert answer.status_code == 302
                assert answer["Location"].startswith("/en/accounts/login/?next=")

    @pytest.mark.parametrize("path", ["name", "picture", "picture/remove", "language"])
    def test_changes_nothing_by_a_link_or_without_a_token(self, client, rima, path):
        assert client.get(f"/en/me/{path}/").status_code == 405
        client.handler.enforce_csrf_checks = True
        assert client.post(f"/en/me/{path}/").status_code == 403

    def test_shows_a_hostile_name_as_text(self, client):
        client.force_login(make_reader(name="<img src=x onerror=y>"))

        page = client.get("/en/me/").content.decode()

        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


class TestRename:
    def test_changes_the_name(self, client, rima):
        answer = client.post("/en/me/name/", {"name": "near.bank"}, follow=True)

        assert "<bdi>near.bank</bdi>" in answer.content.decode()
        assert "Your name has been changed." in answer.content.decode()

    def test_keeps_what_was_typed_and_says_why_not(self, client, rima):
        make_reader(name="far.bank")

        page = client.post("/en/me/name/", {"name": "Far Bank"})

        assert page.status_code == 409
        assert 'value="Far Bank"' in page.content.decode()
        assert "This name is taken" in page.content.decode()

    def test_says_when_it_can_be_changed_again(self, client, rima):
        actions.rename_reader(reader=rima, name="near.bank", now=timezone.now())

        page = client.post("/en/me/name/", {"name": "far.bank"})

        assert page.status_code == 429
        assert int(page["Retry-After"]) > 80_000


class TestPicture:
    def test_is_shown_and_can_be_removed(self, client, rima):
        upload(client, a_picture().getvalue())

        rima.refresh_from_db()
        assert rima.avatar.url in client.get("/en/me/").content.decode()

        client.post("/en/me/picture/remove/")
        rima.refresh_from_db()
        assert not rima.avatar

    def test_is_named_and_typed_by_us(self, client, rima):
        upload(client, a_picture("PNG").getvalue(), "../../x.html", "text/html")

        rima.refresh_from_db()
        assert rima.avatar.name.startswith("avatars/")
        assert rima.avatar.name.endswith(".webp")
        assert "x.html" not in rima.avatar.name

    @pytest.mark.parametrize(
        "content",
        [SVG, a_png_that_says(30_000, 30_000).getvalue(), b"x"],
        ids=["svg", "bomb", "text"],
    )
    def test_is_refused_with_the_reason(self, client, rima, content):
        page = upload(client, content, "me.png", "image/png")

        assert page.status_code == 422
        assert 'aria-invalid="true"' in page.content.decode()
        rima.refresh_from_db()
        assert not rima.avatar

    def test_is_asked_for(self, client, rima):
        assert client.post("/en/me/picture/").status_code == 422


class TestLanguage:
    def test_is_changed(self, client, rima):
        answer = client.post("/en/me/language/", {"language": "ar"})

        assert answer["Location"] == "/ar/me/"
        rima.refresh_from_db()
        assert rima.language == "ar"

    def test_is_one_of_ours(self, client, rima):
        assert client.post("/en/me/language/", {"language": "tlh"}).status_code == 422


class TestSomebodyElse:
    def test_is_never_changed(self, client, rima):
        other = make_reader(name="far.bank")

        client.post(
            "/en/me/name/", {"name": "x.y.z", "reader": other.pk, "id": other.pk}
        )

        other.refresh_from_db()
        assert other.name == "far.bank"

    def test_cannot_be_seen(self, client, rima):
        other = Client()
        other.force_login(make_reader(name="far.bank"))

        page = other.get("/en/me/").content.decode()

        assert "salt.and.stone" not in page
        assert "rima@example.org" not in page


class TestUploadLimit:
    def test_refuses_a_file_over_eight_megabytes(self, client, rima):
        large = io.BytesIO(a_picture().getvalue() + b"\0" * (8 * 1024 * 1024))

        page = upload(client, large.getvalue())

        assert page.status_code in {413, 422}
        rima.refresh_from_db()
        assert not rima.avatar
