import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from hiwar.accounts.models import Reader
from tests.factories import make_reader

pytestmark = pytest.mark.django_db

ASKED = {
    "email": "rima@example.org",
    "name": "salt.and.stone",
    "password1": "far-bank-1917",
}


def sign_up(client, language="en", **facts):
    return client.post(f"/{language}/accounts/signup/", ASKED | facts)


class TestSignUp:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_makes_a_reader_who_proves_the_address_by_a_code(
        self, client, code, language
    ):
        asked = sign_up(client, language)

        assert asked.status_code == 302
        assert asked["Location"] == f"/{language}/accounts/confirm-email/"
        assert "_auth_user_id" not in client.session
        reader = Reader.objects.get()
        assert reader.name == "salt.and.stone"
        assert reader.language == language
        assert reader.check_password("far-bank-1917")

        proved = client.post(f"/{language}/accounts/confirm-email/", {"code": code()})

        assert proved.status_code == 302
        assert client.session["_auth_user_id"] == str(reader.pk)
        assert EmailAddress.objects.get(user=reader).verified

    def test_needs_no_password(self, client, code):
        sign_up(client, password1="")

        client.post("/en/accounts/confirm-email/", {"code": code()})

        assert "_auth_user_id" in client.session
        assert not Reader.objects.get().has_usable_password()

    def test_leads_on_to_where_the_reader_came_from(self, client, code):
        client.post(
            "/en/accounts/signup/", ASKED | {"next": "/en/2017/02/16/story/#comments"}
        )

        proved = client.post("/en/accounts/confirm-email/", {"code": code()})

        assert proved["Location"] == "/en/2017/02/16/story/#comments"

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"name": "Taken"}, "This name is taken, or looks like one that is."),
            ({"name": "Tаken"}, "This name is taken, or looks like one that is."),
            ({"name": "Ri\u202ema"}, "turn the line around"),
            ({"name": ""}, "This field is required."),
            ({"email": "rima"}, "Enter a valid email address."),
            ({"password1": "short"}, "too short"),
            ({"password1": "password"}, "too common"),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, client, facts, words):
        make_reader(name="taken")

        page = sign_up(client, **facts)

        assert page.status_code == 200
        assert words in page.content.decode()
        assert 'aria-invalid="true"' in page.content.decode()
        assert Reader.objects.count() == 1
        assert not mail.outbox

    def test_takes_no_other_fields(self, client):
        page = sign_up(client, is_staff="on", is_superuser="on", groups="1")

        assert "a field in this form that is not ours" in page.content.decode()
        assert not Reader.objects.exists()


class TestSignUpWithATakenAddress:
    def test_answers_as_for_a_free_one(self, client, hashings):
        make_reader(email="taken@example.org", password="their-own-words")
        hashings()

        free = sign_up(client)
        free_page = client.get(free["Location"]).content.decode()
        hashed_for_a_free_one = hashings()
        client.logout()
        taken = sign_up(client, email="taken@example.org", name="somebody.else")
        taken_page = client.get(taken["Location"]).content.decode()

        assert taken.status_code == free.status_code
        assert taken["Location"] == free["Location"]
        assert hashings() == hashed_for_a_free_one == 1
        assert _without_what_differs(taken_page) == _without_what_differs(free_page)

    def test_tells_the_owner_of_the_address(self, client):
        reader = make_reader(email="taken@example.org", password="their-own-words")

        sign_up(client, email="Taken@example.org", name="somebody.else")

        (sent,) = mail.outbox
        assert sent.to == ["taken@example.org"]
        assert "already" in sent.subject
        assert "somebody.else" not in sent.body
        assert Reader.objects.get() == reader
        reader.refresh_from_db()
        assert reader.check_password("their-own-words")

    def test_is_not_open_to_any_code(self, client):
        make_reader(email="taken@example.org")
        sign_up(client, email="taken@example.org", name="somebody.else")

        for code in ("", "x", "ABCD-EFGH"):
            client.post("/en/accounts/confirm-email/", {"code": code})

        assert "_auth_user_id" not in client.session


class TestSomebodyElsesAddress:
    """Mallory signs up with Rima's address, a password of her own, and waits."""

    def test_does_not_keep_the_password_of_whoever_came_first(self, client, code):
        sign_up(client, password1="chosen-by-mallory")
        client.cookies.clear()

        client.post("/en/accounts/login/code/", {"email": "rima@example.org"})
        client.post("/en/accounts/login/code/confirm/", {"code": code()})

        reader = Reader.objects.get()
        assert client.session["_auth_user_id"] == str(reader.pk)
        assert not reader.has_usable_password()

    def test_does_not_keep_it_when_the_owner_only_begins_to_set_another(
        self, client, code
    ):
        sign_up(client, password1="chosen-by-mallory")
        client.cookies.clear()

        client.post("/en/accounts/password/reset/", {"email": "rima@example.org"})
        client.post("/en/accounts/password/reset/confirm/", {"code": code()})
        client.cookies.clear()
        client.post(
            "/en/accounts/login/",
            {"login": "rima@example.org", "password": "chosen-by-mallory"},
        )

        assert EmailAddress.objects.get().verified
        assert "_auth_user_id" not in client.session
        assert not Reader.objects.get().has_usable_password()

    def test_does_not_let_mallory_go_on_where_she_stopped(self, client, code):
        mallory = Client()
        sign_up(mallory, password1="chosen-by-mallory")
        client.post("/en/accounts/login/code/", {"email": "rima@example.org"})
        client.post("/en/accounts/login/code/confirm/", {"code": code()})
        assert "_auth_user_id" in client.session

        for method in (mallory.get, mallory.post):
            for page in ("confirm-email/", "login/", "login/code/confirm/", "signup/"):
                method(f"/en/accounts/{page}", {"next": "/en/me/"})

        assert "_auth_user_id" not in mallory.session

    def test_keeps_the_password_of_whoever_proves_it_while_signing_up(
        self, client, code
    ):
        sign_up(client)
        client.cookies.clear()
        cache.clear()  # as if ten seconds had passed since the first code

        client.post(
            "/en/accounts/login/",
            {"login": "rima@example.org", "password": "far-bank-1917"},
        )
        client.post("/en/accounts/confirm-email/", {"code": code()})

        assert "_auth_user_id" in client.session
        assert Reader.objects.get().check_password("far-bank-1917")


def _without_what_differs(page):
    lines = page.replace("taken@example.org", "rima@example.org").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]
