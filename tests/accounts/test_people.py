import re

import pytest
from django.core import mail

from hiwar.accounts import actions, names, selectors
from hiwar.accounts.models import Reader, ReservedName
from hiwar.accounts.roles import Role
from tests.factories import NOW, make_guest, make_reader

pytestmark = pytest.mark.django_db


def invite(**facts):
    asked = {
        "email": "salma@example.org",
        "name": "Salma Aoun",
        "role": Role.REPORTER,
        "language": "en",
    }
    return actions.invite(**(asked | facts), now=NOW)


class TestGiveRole:
    @pytest.mark.parametrize("role", Role)
    def test_gives_a_badge_and_keeps_the_name(self, role):
        reader = make_reader(name="Salma Aoun")

        actions.give_role(reader=reader, role=role)

        reader.refresh_from_db()
        assert reader.is_staff
        assert not reader.is_superuser
        with pytest.raises(names.NameTaken):
            names.guest_name("salma.aoun")
        assert ReservedName.objects.get().bearer == reader

    def test_follows_a_new_name(self):
        reader = make_reader(name="Salma Aoun", role=Role.REPORTER)

        actions.rename_reader(reader=reader, name="Salma Saab", now=NOW)

        assert ReservedName.objects.get().name == "Salma Saab"


class TestTakeRole:
    def test_takes_the_badge_with_the_last_role(self):
        reader = make_reader(role=Role.REPORTER)
        actions.give_role(reader=reader, role=Role.MODERATOR)

        actions.take_role(reader=reader, role=Role.REPORTER)
        reader.refresh_from_db()
        assert reader.is_staff

        actions.take_role(reader=reader, role=Role.MODERATOR)
        reader.refresh_from_db()
        assert not reader.is_staff
        assert not ReservedName.objects.exists()

    def test_leaves_the_paper_an_editor(self):
        first = make_reader(role=Role.EDITOR)

        with pytest.raises(actions.LastEditor):
            actions.take_role(reader=first, role=Role.EDITOR)
        with pytest.raises(actions.LastEditor):
            actions.set_role(reader=first, role=Role.REPORTER)
        with pytest.raises(actions.LastEditor):
            actions.deactivate_reader(reader=first)

        make_reader(role=Role.EDITOR)
        actions.take_role(reader=first, role=Role.EDITOR)


class TestSetRole:
    def test_leaves_one(self):
        make_reader(role=Role.EDITOR)
        reader = make_reader(role=Role.EDITOR)

        actions.set_role(reader=reader, role=Role.MODERATOR)

        assert [group.name for group in reader.groups.all()] == ["MODERATOR"]

    def test_leaves_none(self):
        reader = make_reader(role=Role.REPORTER)

        actions.set_role(reader=reader, role=None)

        reader.refresh_from_db()
        assert not reader.is_staff


class TestInvite:
    def test_mails_a_link_that_signs_in(self):
        reader = invite()

        (sent,) = mail.outbox
        assert sent.to == ["salma@example.org"]
        token = re.search(r"/en/sign-in-link/(\S+)/", sent.body)[1]
        assert actions.use_sign_in_link(token=token, now=NOW) == reader
        assert [group.name for group in reader.groups.all()] == ["REPORTER"]
        assert not reader.has_usable_password()

    def test_writes_in_the_language_that_was_asked_for(self):
        invite(language="ar", name="سلمى عون")

        (sent,) = mail.outbox
        assert "/ar/sign-in-link/" in sent.body
        assert 'dir="rtl"' in sent.alternatives[0].content

    def test_gives_a_role_to_whoever_has_an_account(self):
        reader = make_reader(name="salt.and.stone", email="salma@example.org")

        invited = invite(name="Somebody Else", role=Role.EDITOR)

        assert invited == reader
        reader.refresh_from_db()
        assert reader.name == "salt.and.stone"
        assert reader.is_staff

    def test_refuses_a_name_that_is_taken_and_leaves_nothing_behind(self):
        make_reader(name="salma.aoun")

        with pytest.raises(names.NameTaken):
            invite()
        assert not mail.outbox
        assert not Reader.objects.filter(email="salma@example.org").exists()

    def test_opens_no_account_that_has_been_closed(self):
        reader = make_reader(email="salma@example.org")
        actions.deactivate_reader(reader=reader)

        with pytest.raises(actions.Deactivated):
            invite()
        assert not mail.outbox
        assert not reader.groups.exists()


class TestListPeople:
    @pytest.mark.parametrize("number", [1, 12])
    def test_costs_two_queries_however_many(self, number, django_assert_num_queries):
        for _ in range(number):
            make_reader(role=Role.REPORTER)
        make_reader()

        with django_assert_num_queries(2):
            people = selectors.list_people()

        assert len(people) == number
        assert people[0].roles == (Role.REPORTER,)


class TestFindReader:
    def test_finds_by_address_spelling_and_look(self):
        reader = make_reader(name="salt.and.stone", email="rima@example.org")
        alike = actions.import_reader(name="Salt And Stone", joined_at=NOW)

        assert selectors.find_reader("Rima@example.org") == reader
        assert selectors.find_reader("Salt And Stone") == alike
        assert selectors.find_reader("SALT AND STONE") == reader
        assert selectors.find_reader("nobody") is None


class TestRenameGuest:
    def test_keeps_the_mark(self):
        guest = make_guest(name="Nadia")
        mark = guest.mark

        actions.rename_guest(guest=guest, name="Nadia from the harbour")

        guest.refresh_from_db()
        assert (guest.name, guest.mark) == ("Nadia from the harbour", mark)


class TestWelcomeGuest:
    def test_gives_each_a_mark_of_its_own(self):
        marks = {make_guest(name="Nadia").mark for _ in range(50)}

        assert len(marks) == 50
        assert all(re.fullmatch("[2-9bcdfghjkmnp-tv-xz]{5}", mark) for mark in marks)
