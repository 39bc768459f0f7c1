import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from hiwar.accounts import standing
from tests.factories import NOW, make_reader

pytestmark = pytest.mark.django_db

WORDS = "far-bank-1917"


@pytest.fixture
def rima(client):
    reader = make_reader(
        name="rima", email="old@example.org", password=WORDS, language="ar"
    )
    client.force_login(reader)
    return reader


def ask(client, email="new@example.org", password=WORDS):
    """Ask for another address as people do: they are asked for their password first."""
    answer = client.post("/en/accounts/email/", {"action_add": "", "email": email})
    if "reauthenticate" in answer["Location"]:
        answer = client.post(answer["Location"], {"password": password})
    return answer


class TestChangeOfAddress:
    def test_asks_for_the_password_first(self, client, rima):
        answer = client.post(
            "/en/accounts/email/", {"action_add": "", "email": "new@example.org"}
        )

        assert answer["Location"].startswith("/en/accounts/reauthenticate/")
        assert not mail.outbox
        ask(client, password="guessed")
        assert not mail.outbox

    def test_asks_nothing_of_whoever_has_no_password(self, client):
        client.force_login(make_reader())

        answer = ask(client)

        assert answer["Location"] == "/en/accounts/confirm-email/"

    def test_tells_both_addresses_in_the_readers_language(self, client, rima):
        ask(client)

        to_new, to_old = mail.outbox
        assert to_new.to == ["new@example.org"]
        assert to_old.to == ["old@example.org"]
        assert "new@example.org" in to_old.body
        for sent in mail.outbox:
            assert 'lang="ar"' in sent.alternatives[0].content

    def test_counts_only_once_the_code_is_typed_in(self, client, rima, code):
        ask(client)
        right = next(
            line.strip()
            for line in mail.outbox[0].body.splitlines()
            if line.startswith("    ")
        )

        client.post("/en/accounts/confirm-email/", {"code": "WRNG-CODE"})
        rima.refresh_from_db()
        assert rima.email == "old@example.org"

        answer = client.post("/en/accounts/confirm-email/", {"code": right})

        assert answer["Location"] == "/en/me/"
        rima.refresh_from_db()
        assert rima.email == "new@example.org"
        address = EmailAddress.objects.get(user=rima)
        assert (address.email, address.verified, address.primary) == (
            "new@example.org",
            True,
            True,
        )
        standing.check_may_comment(rima, NOW)
        assert mail.outbox[-1].to == ["old@example.org"]
        assert "new@example.org" in mail.outbox[-1].body

    def test_tells_nobody_whether_an_address_has_an_account(self, client, rima):
        make_reader(email="taken@example.org")

        taken = ask(client, "taken@example.org")
        page = client.get(taken["Location"]).content.decode()

        assert taken["Location"] == "/en/accounts/confirm-email/"
        assert "taken@example.org" in page
        assert "alread" not in page

    def test_never_gives_away_an_address_that_has_an_account(self, client, rima):
        other = make_reader(email="taken@example.org")
        ask(client, "taken@example.org")
        right = next(
            line.strip()
            for line in mail.outbox[0].body.splitlines()
            if line.startswith("    ")
        )

        client.post("/en/accounts/confirm-email/", {"code": right})

        rima.refresh_from_db()
        other.refresh_from_db()
        assert rima.email == "old@example.org"
        assert other.email == "taken@example.org"
        assert EmailAddress.objects.get(email="taken@example.org").user == other

    def test_cannot_leave_an_account_without_an_address(self, client, rima):
        client.post(
            "/en/accounts/email/", {"action_remove": "", "email": "old@example.org"}
        )
        client.post("/en/accounts/reauthenticate/", {"password": WORDS})

        assert EmailAddress.objects.filter(user=rima).exists()
        rima.refresh_from_db()
        assert rima.email == "old@example.org"
