import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from hiwar.accounts import actions
from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role
from hiwar.newsroom.models import Paper
from tests.factories import make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _founded():
    """The desk is that of a paper which has a name already."""
    paper = Paper.load()
    paper.is_founded = True
    paper.save()


@pytest.fixture
def editor(client):
    reader = make_reader(name="Editor", role=Role.EDITOR)
    client.force_login(reader)
    return reader


INVITATION = {
    "email": "salma@example.org",
    "name": "Salma Aoun",
    "role": "REPORTER",
    "language": "ar",
}


class TestPeople:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_are_listed_with_their_roles(self, client, editor, language):
        actions.set_language(reader=editor, language=language)
        make_reader(name="Salma Aoun", role=Role.REPORTER)
        make_reader(name="a.mere.reader")

        page = client.get("/desk/people/")

        shown = page.content.decode()
        assert page.status_code == 200
        assert "Salma Aoun" in shown
        assert "a.mere.reader" not in shown
        assert f'lang="{language}"' in shown

    def test_are_invited(self, client, editor):
        answer = client.post("/desk/people/invite/", INVITATION, follow=True)

        assert answer.status_code == 200
        assert "Salma Aoun" in answer.content.decode()
        assert Reader.objects.get(email="salma@example.org").language == "ar"
        assert mail.outbox[-1].to == ["salma@example.org"]

    @pytest.mark.parametrize(
        "facts",
        [{"email": "x"}, {"role": "OWNER"}, {"name": "editor"}, {"language": "x"}],
    )
    def test_are_not_invited_by_half(self, client, editor, facts):
        page = client.post("/desk/people/invite/", INVITATION | facts)

        assert page.status_code in {409, 422}
        assert not mail.outbox
        assert Reader.objects.count() == 1

    def test_get_another_role(self, client, editor):
        reader = make_reader(role=Role.REPORTER)

        client.post(f"/desk/people/{reader.uuid}/role/", {"role": "MODERATOR"})

        assert [group.name for group in reader.groups.all()] == ["MODERATOR"]

    def test_cannot_leave_the_paper_without_an_editor(self, client, editor):
        client.post(f"/desk/people/{editor.uuid}/role/", {"role": ""})
        page = client.post(f"/desk/people/{editor.uuid}/close/", follow=True)

        editor.refresh_from_db()
        assert editor.is_active
        assert editor.groups.filter(name="EDITOR").exists()
        assert "The paper needs an editor" in page.content.decode()

    def test_are_let_go_and_taken_back(self, client, editor):
        reader = make_reader(role=Role.REPORTER)

        client.post(f"/desk/people/{reader.uuid}/close/")
        reader.refresh_from_db()
        assert not reader.is_active

        client.post(f"/desk/people/{reader.uuid}/open/")
        reader.refresh_from_db()
        assert reader.is_active

    @pytest.mark.parametrize("act", ["role", "close", "open"])
    def test_do_not_include_mere_readers(self, client, editor, act):
        reader = make_reader()

        answer = client.post(f"/desk/people/{reader.uuid}/{act}/", {"role": "EDITOR"})

        assert answer.status_code == 404
        reader.refresh_from_db()
        assert reader.is_active
        assert not reader.groups.exists()

    def test_cost_the_same_however_many(self, client, editor):
        client.get("/desk/people/")
        with CaptureQueriesContext(connection) as for_one:
            client.get("/desk/people/")
        for _ in range(15):
            make_reader(role=Role.REPORTER)

        with CaptureQueriesContext(connection) as for_many:
            client.get("/desk/people/")

        assert len(for_many) == len(for_one)

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.MODERATOR])
    def test_are_an_editors_business(self, client, role):
        make_reader(role=Role.EDITOR)
        reader = make_reader(role=role)
        client.force_login(reader)

        answers = [
            client.get("/desk/people/"),
            client.post("/desk/people/invite/", INVITATION),
            client.post(f"/desk/people/{reader.uuid}/role/", {"role": "EDITOR"}),
            client.post(f"/desk/people/{reader.uuid}/close/"),
        ]

        assert [answer.status_code for answer in answers] == [403] * 4
        assert not mail.outbox
        assert not reader.groups.filter(name="EDITOR").exists()

    def test_are_nobody_elses(self, client):
        client.force_login(make_reader())

        assert client.get("/desk/people/").status_code == 302
        assert client.post("/desk/people/invite/", INVITATION).status_code == 302
        assert not mail.outbox

    def test_are_changed_by_no_link(self, client, editor):
        for path in ("invite/", f"{editor.uuid}/role/", f"{editor.uuid}/close/"):
            assert client.get(f"/desk/people/{path}").status_code == 405


class TestDoorOfTheDesk:
    def test_leads_to_the_one_sign_in(self, client):
        answer = client.get("/desk/", follow=True)

        assert answer.redirect_chain[-1][0].endswith("/accounts/login/?next=%2Fdesk%2F")

    def test_takes_no_password_itself(self, client):
        make_reader(email="e@example.org", password="far-bank-1917", role=Role.EDITOR)

        client.post(
            "/desk/login/", {"username": "e@example.org", "password": "far-bank-1917"}
        )

        assert "_auth_user_id" not in client.session

    def test_tells_a_reader_that_they_do_not_work_here(self, client):
        client.force_login(make_reader())

        answer = client.get("/desk/", follow=True)

        assert answer.status_code == 403
        assert len(answer.redirect_chain) == 1

    @pytest.mark.parametrize("role", Role)
    def test_is_open_to_whoever_works_here(self, client, role):
        client.force_login(make_reader(role=role))

        assert client.get("/desk/").status_code == 200
        assert client.get("/desk/login/")["Location"] == "/desk/"

    def test_leads_nowhere_else(self, client, editor):
        answer = client.get("/desk/login/?next=https://evil.example/")

        assert answer["Location"] == "/desk/"

    def test_has_no_other_way_to_a_new_password(self, client):
        assert client.get("/desk/password_reset/").status_code == 404


class TestWagtailsOwnScreens:
    @pytest.mark.parametrize("path", ["users/", "groups/", "users/add/", "groups/new/"])
    def test_for_users_and_groups_are_closed(self, client, editor, path):
        assert client.get(f"/desk/{path}").status_code == 404
        with pytest.raises(NoReverseMatch):
            reverse("wagtailusers_users:index")

    @pytest.mark.parametrize("act", ["delete", "assign_role", "set_active_state"])
    def test_for_many_at_once_are_closed(self, client, editor, act):
        reader = make_reader()

        client.post(
            f"/desk/bulk/accounts/reader/{act}/?id={reader.pk}",
            {"role": "1", "mark_as_active": ""},
        )

        reader.refresh_from_db()
        assert reader.is_active
        assert not reader.groups.exists()

    def test_for_the_account_change_no_name_and_no_address(self, client, editor):
        page = client.get("/desk/account/")
        assert page.status_code == 200
        assert "name_email" not in page.content.decode()

        client.post(
            "/desk/account/",
            {
                "name_email-first_name": "x",
                "name_email-last_name": "y",
                "name_email-email": "other@example.org",
                "locale-preferred_language": "ar",
                "password-new_password1": "far-bank-1917",
                "password-new_password2": "far-bank-1917",
                "theme-theme": "dark",
                "theme-density": "default",
                "theme-contrast": "system",
                "theme-keyboard_shortcuts": "on",
            },
        )

        editor.refresh_from_db()
        assert editor.email != "other@example.org"
        assert not editor.has_usable_password()

    def test_show_people_in_the_menu_to_editors_only(self, client, editor):
        assert "/desk/people/" in client.get("/desk/").content.decode()

        client.force_login(make_reader(role=Role.REPORTER))
        assert "/desk/people/" not in client.get("/desk/").content.decode()
