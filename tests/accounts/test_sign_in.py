from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hiwar.accounts import actions
from tests.factories import make_reader

pytestmark = pytest.mark.django_db

WORDS = "far-bank-1917"


def sign_in(client, email="rima@example.org", password=WORDS, **facts):
    return client.post(
        "/en/accounts/login/", {"login": email, "password": password} | facts
    )


def ask_for_code(client, email="rima@example.org", language="en"):
    return client.post(f"/{language}/accounts/login/code/", {"email": email})


@pytest.fixture
def rima():
    return make_reader(email="rima@example.org", password=WORDS)


class TestSignInWithAPassword:
    def test_opens_a_session(self, client, rima):
        answer = sign_in(client)

        assert answer.status_code == 302
        assert client.session["_auth_user_id"] == str(rima.pk)

    def test_says_the_same_for_a_wrong_password_and_an_unknown_address(
        self, client, rima
    ):
        wrong = sign_in(client, password="guessed")
        unknown = sign_in(client, email="nobody@example.org", password="guessed")

        assert wrong.status_code == unknown.status_code == 200
        assert _refusal(wrong) == _refusal(unknown) != ""

    def test_hashes_as_often_for_an_unknown_address(self, client, rima, hashings):
        sign_in(client, password="guessed")
        for_a_wrong_password = hashings()
        sign_in(client, email="nobody@example.org", password="guessed")

        assert hashings() == for_a_wrong_password == 1

    def test_stops_after_five_failures_from_one_address(self, client, rima):
        for _ in range(5):
            sign_in(client, password="guessed")

        sign_in(client)

        assert "_auth_user_id" not in client.session

    def test_cannot_be_stopped_by_somebody_elsewhere(self, client, rima):
        mallory = Client(REMOTE_ADDR="203.0.113.7")
        for _ in range(8):
            sign_in(mallory, password="guessed")

        sign_in(client)

        assert "_auth_user_id" in client.session

    def test_counts_by_no_host_or_header_that_the_sender_writes(self, client, rima):
        for number in range(8):
            client.post(
                "/en/accounts/login/",
                {"login": "rima@example.org", "password": "guessed"},
                headers={
                    "host": f"127.0.0.1:{8000 + number}",
                    "x-forwarded-for": f"198.51.100.{number}",
                },
            )

        sign_in(client)

        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize(
        "target",
        [
            "https://evil.example/",
            "//evil.example/",
            "///evil.example/",
            "/\\evil.example/",
            "http:evil.example",
            "javascript:alert(1)",
            "\thttps://evil.example/",
            "https://127.0.0.1:8000@evil.example/",
        ],
    )
    @pytest.mark.parametrize("way", ["login", "logout"])
    def test_leads_nowhere_else(self, client, rima, target, way):
        if way == "logout":
            client.force_login(rima)
            answer = client.post("/en/accounts/logout/", {"next": target})
        else:
            answer = sign_in(client, next=target)

        assert answer["Location"] == "/"

    def test_leads_back_to_a_page_of_ours(self, client, rima):
        answer = sign_in(client, next="/ar/2017/02/16/%D8%AE%D8%A8%D8%B1/?page=2")

        assert answer["Location"] == "/ar/2017/02/16/%D8%AE%D8%A8%D8%B1/?page=2"

    def test_tells_a_closed_account_only_to_whoever_knows_the_password(
        self, client, rima
    ):
        actions.deactivate_reader(reader=rima)

        assert sign_in(client, password="guessed").status_code == 200
        assert sign_in(client)["Location"] == "/en/accounts/inactive/"
        assert "_auth_user_id" not in client.session

    def test_needs_a_token_against_forgery(self, rima):
        client = Client(enforce_csrf_checks=True)

        assert sign_in(client).status_code == 403


class TestSignInWithACode:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_opens_a_session(self, client, rima, code, language):
        asked = ask_for_code(client, language=language)
        client.post(asked["Location"], {"code": code()})

        assert client.session["_auth_user_id"] == str(rima.pk)

    def test_answers_the_same_for_an_unknown_address(self, client, rima):
        known = ask_for_code(client)
        known_page = client.get(known["Location"]).content.decode()
        other = Client()
        unknown = ask_for_code(other, "nobody@example.org")
        unknown_page = other.get(unknown["Location"]).content.decode()

        assert unknown.status_code == known.status_code
        assert unknown["Location"] == known["Location"]
        assert _shown(unknown_page) == _shown(known_page)
        assert [sent.to[0] for sent in mail.outbox] == [
            "rima@example.org",
            "nobody@example.org",
        ]

    def test_takes_three_tries_and_no_more(self, client, rima, code):
        ask_for_code(client)
        right = code()
        for _ in range(3):
            client.post("/en/accounts/login/code/confirm/", {"code": "WRNG-CODE"})

        client.post("/en/accounts/login/code/confirm/", {"code": right})

        assert "_auth_user_id" not in client.session

    def test_takes_the_newest_code_only(self, client, rima, code):
        ask_for_code(client)
        older = code()
        client.post("/en/accounts/login/code/confirm/", {"action": "resend"})

        client.post("/en/accounts/login/code/confirm/", {"code": older})
        assert "_auth_user_id" not in client.session

        client.post("/en/accounts/login/code/confirm/", {"code": code()})
        assert "_auth_user_id" in client.session

    def test_takes_a_code_once_and_in_the_browser_that_asked(self, client, rima, code):
        ask_for_code(client)
        used = code()
        other = Client()
        ask_for_code(other)

        other.post("/en/accounts/login/code/confirm/", {"code": used})
        assert "_auth_user_id" not in other.session

        client.post("/en/accounts/login/code/confirm/", {"code": used})
        client.post("/en/accounts/logout/")
        client.post("/en/accounts/login/code/confirm/", {"code": used})
        assert "_auth_user_id" not in client.session

    def test_writes_to_a_closed_account_as_to_nobody(self, client, rima):
        actions.deactivate_reader(reader=rima)

        ask_for_code(client)

        assert "code" not in mail.outbox[0].subject


class TestNewPassword:
    def _ask(self, client, email="rima@example.org"):
        return client.post("/en/accounts/password/reset/", {"email": email})

    def test_is_set_with_a_code_and_ends_all_sessions(self, client, rima, code):
        elsewhere = Client()
        elsewhere.force_login(rima)

        asked = self._ask(client)
        confirmed = client.post(asked["Location"], {"code": code()})
        client.get(confirmed["Location"])
        done = client.post(confirmed["Location"], {"password1": "new-harbour-words"})

        assert done["Location"] == "/en/accounts/password/reset/done/"
        assert client.get(done["Location"]).status_code == 200
        rima.refresh_from_db()
        assert rima.check_password("new-harbour-words")
        assert elsewhere.get("/en/me/").status_code == 302
        assert mail.outbox[-1].to == ["rima@example.org"]
        assert "has been changed" in mail.outbox[-1].subject

    def test_answers_the_same_for_an_unknown_address(self, client, rima):
        known = self._ask(client)
        known_page = client.get(known["Location"]).content.decode()
        other = Client()
        unknown = self._ask(other, "nobody@example.org")
        unknown_page = other.get(unknown["Location"]).content.decode()

        assert unknown.status_code == known.status_code
        assert unknown["Location"] == known["Location"]
        assert _shown(unknown_page) == _shown(known_page)

    def test_ends_the_sessions_elsewhere_when_changed(self, client, rima):
        elsewhere = Client()
        elsewhere.force_login(rima)
        client.force_login(rima)

        client.post(
            "/en/accounts/password/change/",
            {"oldpassword": WORDS, "password1": "new-harbour-words"},
        )

        assert client.get("/en/me/").status_code == 200
        assert elsewhere.get("/en/me/").status_code == 302
        assert "has been changed" in mail.outbox[-1].subject

    def test_needs_the_present_one(self, client, rima):
        client.force_login(rima)

        client.post(
            "/en/accounts/password/change/",
            {"oldpassword": "guessed", "password1": "new-harbour-words"},
        )

        rima.refresh_from_db()
        assert rima.check_password(WORDS)

    def test_can_be_set_by_whoever_has_none(self, client):
        reader = make_reader()
        client.force_login(reader)

        client.post("/en/accounts/password/set/", {"password1": "new-harbour-words"})

        reader.refresh_from_db()
        assert reader.check_password("new-harbour-words")


class TestSession:
    def test_is_dead_after_signing_out(self, client, rima):
        sign_in(client)
        key = client.session.session_key

        client.post("/en/accounts/logout/")

        client.cookies["sessionid"] = key
        assert client.get("/en/me/").status_code == 302

    def test_is_dead_at_once_when_the_account_is_closed(self, client, rima):
        sign_in(client)

        actions.deactivate_reader(reader=rima)

        assert client.get("/en/me/").status_code == 302

    def test_does_not_end_by_a_link(self, client, rima):
        sign_in(client)

        assert client.get("/en/accounts/logout/").status_code == 200
        assert client.get("/en/me/").status_code == 200


class TestPages:
    @pytest.mark.parametrize("language", ["en", "ar"])
    @pytest.mark.parametrize(
        "path",
        [
            "login/",
            "signup/",
            "login/code/",
            "password/reset/",
            "password/reset/done/",
            "inactive/",
        ],
    )
    def test_of_sign_in_stand_in_the_papers_frame(self, client, path, language):
        page = client.get(f"/{language}/accounts/{path}")

        shown = page.content.decode()
        assert page.status_code == 200
        assert f'<html lang="{language}"' in shown
        assert 'id="content"' in shown
        assert "<h1" in shown
        assert "<style" not in shown
        assert " style=" not in shown
        assert "placeholder=" not in shown

    @pytest.mark.parametrize(
        "path", ["email/", "password/change/", "logout/", "reauthenticate/"]
    )
    def test_of_a_reader_stand_in_the_papers_frame(self, client, path, rima):
        client.force_login(rima)

        page = client.get(f"/en/accounts/{path}")

        assert page.status_code == 200
        assert 'id="content"' in page.content.decode()

    def test_are_kept_by_nobody(self, client):
        for path in ("login/", "signup/", "login/code/"):
            assert "no-store" in client.get(f"/en/accounts/{path}")["Cache-Control"]

    def test_mail_no_codes_to_twenty_one_addresses_at_a_time(self):
        for number in range(21):
            page = ask_for_code(Client(), f"reader{number}@example.org")

        assert page.status_code == 200
        assert 'aria-invalid="true"' in page.content.decode()
        assert len(mail.outbox) == 20

    def test_say_in_the_papers_frame_when_to_come_back(self, client):
        for _ in range(21):
            page = client.post("/ar/accounts/signup/", {"email": "not one"})

        assert page.status_code == 429
        assert int(page["Retry-After"]) > 0
        assert 'id="content"' in page.content.decode()


class TestLinksOfLetters:
    def test_are_no_longer_than_promised(self, client, rima):
        token = actions.issue_sign_in_link(
            reader=rima, now=timezone.now() - timedelta(minutes=31)
        )

        assert client.get(f"/en/sign-in-link/{token}/").status_code == 404


def _refusal(page):
    shown = page.content.decode()
    start = shown.find('role="alert"')
    return shown[start : shown.find("</div>", start)] if start >= 0 else ""


def _shown(page):
    lines = page.replace("nobody@example.org", "rima@example.org").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]
