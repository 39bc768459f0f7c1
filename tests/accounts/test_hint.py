import pytest
from django.urls import reverse

from tests.factories import make_paper, make_reader

pytestmark = pytest.mark.django_db


def sign_in(client):
    make_reader(email="salt@example.org", password="A harbour at dusk 7")
    return client.post(
        reverse("account_login"),
        {"login": "salt@example.org", "password": "A harbour at dusk 7"},
    )


class TestHint:
    def test_comes_with_the_session(self, client):
        make_paper()

        response = sign_in(client)

        assert response.cookies["hiwar_reader"].value == "1"
        assert not response.cookies["hiwar_reader"]["httponly"]

    def test_goes_with_the_session(self, client):
        make_paper()
        sign_in(client)

        response = client.post(reverse("account_logout"))

        assert response.cookies["hiwar_reader"].value == ""

    def test_is_not_given_to_somebody_who_only_looks(self, client):
        make_paper()

        assert "hiwar_reader" not in client.get("/en/").cookies
