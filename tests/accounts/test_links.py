from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from hiwar.accounts import actions
from hiwar.accounts.models import SignInLink
from hiwar.accounts.roles import Role
from tests.factories import NOW, make_reader

pytestmark = pytest.mark.django_db


class TestSignInLink:
    def test_signs_its_reader_in_once(self):
        reader = make_reader()
        token = actions.issue_sign_in_link(reader=reader, now=NOW)

        assert actions.use_sign_in_link(token=token, now=NOW) == reader
        with pytest.raises(actions.LinkDead):
            actions.use_sign_in_link(token=token, now=NOW)

    def test_lives_for_half_an_hour(self):
        token = actions.issue_sign_in_link(reader=make_reader(), now=NOW)

        with pytest.raises(actions.LinkDead):
            actions.use_sign_in_link(token=token, now=NOW + timedelta(minutes=30))

        actions.use_sign_in_link(token=token, now=NOW + timedelta(minutes=29))

    def test_is_replaced_by_a_newer_one(self):
        reader = make_reader()
        older = actions.issue_sign_in_link(reader=reader, now=NOW)
        newer = actions.issue_sign_in_link(reader=reader, now=NOW)

        with pytest.raises(actions.LinkDead):
            actions.use_sign_in_link(token=older, now=NOW)
        assert actions.use_sign_in_link(token=newer, now=NOW) == reader

    def test_is_kept_as_a_hash_only(self):
        token = actions.issue_sign_in_link(reader=make_reader(), now=NOW)

        link = SignInLink.objects.get()
        assert token not in str(vars(link))
        assert len(token) >= 43

    def test_ends_with_the_account(self):
        reader = make_reader()
        token = actions.issue_sign_in_link(reader=reader, now=NOW)
        actions.deactivate_reader(reader=reader)
        actions.reactivate_reader(reader=reader)

        with pytest.raises(actions.LinkDead):
            actions.use_sign_in_link(token=token, now=NOW)

    def test_ends_when_the_address_it_was_mailed_to_is_no_longer_theirs(self):
        reader = make_reader(email="old@example.org")
        token = actions.issue_sign_in_link(
            reader=reader, sent_to="old@example.org", now=NOW
        )
        reader.email = "new@example.org"
        reader.save()

        with pytest.raises(actions.LinkDead):
            actions.use_sign_in_link(token=token, now=NOW)

    def test_proves_the_address_it_was_mailed_to(self):
        reader = make_reader(is_verified=False, password="chosen by whom?")
        token = actions.issue_sign_in_link(reader=reader, sent_to=reader.email, now=NOW)

        actions.use_sign_in_link(token=token, now=NOW)

        assert EmailAddress.objects.get(user=reader).verified
        reader.refresh_from_db()
        assert not reader.has_usable_password()

    def test_proves_nothing_when_it_was_handed_over(self):
        reader = make_reader(is_verified=False)
        token = actions.issue_sign_in_link(reader=reader, now=NOW)

        actions.use_sign_in_link(token=token, now=NOW)

        assert not EmailAddress.objects.get(user=reader).verified

    @pytest.mark.parametrize("token", ["", "x", "ـ" * 50, "a\x00b"])
    def test_is_not_guessed(self, token):
        actions.issue_sign_in_link(reader=make_reader(), now=NOW)

        with pytest.raises(actions.LinkDead):
            actions.use_sign_in_link(token=token, now=NOW)


class TestSignInLinkPage:
    def _address(self, reader, language="en"):
        token = actions.issue_sign_in_link(reader=reader, now=timezone.now())
        return f"/{language}/sign-in-link/{token}/"

    def test_only_shows_a_button(self, client):
        address = self._address(make_reader(name="salt.and.stone"))

        for _ in range(2):
            page = client.get(address)

            assert page.status_code == 200
            assert "salt.and.stone" in page.content.decode()
            assert "no-store" in page["Cache-Control"]
            assert page["Referrer-Policy"] == "same-origin"
        assert "_auth_user_id" not in client.session

    def test_signs_in_by_the_button_and_then_is_dead(self, client):
        reader = make_reader()
        address = self._address(reader)

        signed_in = client.post(address)

        assert signed_in.status_code == 302
        assert client.session["_auth_user_id"] == str(reader.pk)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404

    def test_leads_those_who_work_here_to_the_desk(self, client):
        address = self._address(make_reader(role=Role.MODERATOR))

        assert client.post(address)["Location"] == "/desk/"

    def test_gives_the_session_a_new_key(self, client):
        client.force_login(make_reader())
        before = client.session.session_key

        client.post(self._address(make_reader()))

        assert client.session.session_key != before

    def test_needs_a_token_against_forgery(self, client):
        client.handler.enforce_csrf_checks = True

        assert client.post(self._address(make_reader())).status_code == 403

    def test_speaks_the_language_of_its_address(self, client):
        page = client.get(self._address(make_reader(), "ar")).content.decode()

        assert 'dir="rtl"' in page
