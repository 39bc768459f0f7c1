"""A reader deletes their own account: a code by mail, and no JavaScript."""

import pytest
from django.core import mail
from django.core.cache import cache

from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role
from tests.factories import make_comment, make_reader

pytestmark = pytest.mark.django_db

GIVEN = {"en": "Delete my account", "ar": "حذف حسابي"}


@pytest.fixture(autouse=True)
def _no_limits_reached():
    cache.clear()


@pytest.fixture(params=["en", "ar"])
def language(request):
    return request.param


@pytest.fixture
def rima(client, language):
    reader = make_reader(name="salt.and.stone", language=language)
    client.force_login(reader)
    return reader


def ask(client, language="en"):
    return client.post(f"/{language}/me/delete/code/", follow=True)


class TestLeaving:
    def test_takes_a_code_from_the_mail(self, client, rima, language, code):
        comment = make_comment(author=rima)
        assert (
            f'href="/{language}/me/delete/"'
            in client.get(f"/{language}/me/").content.decode()
        )

        asked = ask(client, language)
        assert GIVEN[language] in asked.content.decode()
        gone = client.post(f"/{language}/me/delete/", {"code": code().lower()})

        assert gone.status_code == 200
        comment.refresh_from_db()
        assert comment.text == ""
        assert Reader.objects.get(pk=rima.pk).erased_at
        assert client.get(f"/{language}/me/").status_code == 302

    @pytest.mark.parametrize("language", ["en"], indirect=True)
    def test_takes_no_other_code_and_few_tries(self, client, rima, code):
        ask(client)
        for _try in range(5):
            refused = client.post("/en/me/delete/", {"code": "BBBBBBBB"})
            assert refused.status_code == 422

        late = client.post("/en/me/delete/", {"code": code()})

        assert late.status_code == 422
        assert Reader.objects.get(pk=rima.pk).erased_at is None

    @pytest.mark.parametrize("language", ["en"], indirect=True)
    def test_takes_the_newest_code_alone(self, client, rima, code):
        ask(client)
        old = code()
        ask(client)
        assert len(mail.outbox) == 1, "A minute has to pass between two letters."
        cache.clear()
        ask(client)
        assert len(mail.outbox) == 2

        refused = client.post("/en/me/delete/", {"code": old})
        taken = client.post("/en/me/delete/", {"code": code()})

        assert (refused.status_code, taken.status_code) == (422, 200)

    def test_asks_for_the_code_where_none_was_sent(self, client, rima, language):
        page = client.get(f"/{language}/me/delete/")

        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert GIVEN[language] not in page.content.decode()
        assert client.post(f"/{language}/me/delete/", {"code": ""}).status_code == 422

    def test_is_refused_to_who_works_for_the_paper(self, client, code):
        client.force_login(make_reader(role=Role.EDITOR))

        page = client.get("/en/me/delete/").content.decode()
        ask(client)
        refused = client.post("/en/me/delete/", {"code": code()})

        assert "an editor take the role away" in page
        assert refused.status_code == 409
