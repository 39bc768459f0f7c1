from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from wagtail.users.models import UserProfile

from hiwar.accounts import actions, names, signals, standing
from hiwar.accounts.models import Reader
from tests.accounts.pictures import a_picture
from tests.factories import NOW, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed():
    """Collect the readers whom the packages above are told of."""
    told = []

    def hear(reader_id, **kwargs):
        told.append(reader_id)

    signals.reader_renamed.connect(hear)
    yield told
    signals.reader_renamed.disconnect(hear)


class TestCreateReader:
    def test_keeps_name_and_address(self):
        reader = actions.create_reader(
            name="salt.and.stone", email=" Rima@Example.ORG ", language="ar", now=NOW
        )

        reader.refresh_from_db()
        assert reader.name == "salt.and.stone"
        assert reader.email == "rima@example.org"
        assert reader.language == "ar"
        assert reader.joined_at == NOW
        assert not reader.is_staff
        assert not reader.is_superuser

    def test_leaves_the_address_to_be_proved(self):
        reader = make_reader(is_verified=False)

        address = EmailAddress.objects.get(user=reader)
        assert address.primary
        assert not address.verified

    def test_needs_no_password(self):
        assert not make_reader().has_usable_password()
        assert make_reader(password="far bank 1917").check_password("far bank 1917")

    def test_refuses_an_address_that_has_an_account(self):
        make_reader(email="rima@example.org")

        with pytest.raises(actions.EmailTaken):
            make_reader(email="RIMA@example.org")
        assert Reader.objects.count() == 1

    def test_refuses_an_unknown_language_and_leaves_nothing_behind(self):
        with pytest.raises(actions.LanguageUnknown):
            make_reader(language="tlh")
        assert not Reader.objects.exists()


class TestRenameReader:
    def test_changes_the_name_and_tells(self, renamed):
        reader = make_reader(name="far.bank")

        actions.rename_reader(reader=reader, name="near.bank", now=NOW)

        reader.refresh_from_db()
        assert reader.name == "near.bank"
        assert renamed == [reader.pk]

    def test_waits_a_day_before_the_next(self):
        reader = make_reader(name="one")
        actions.rename_reader(reader=reader, name="two", now=NOW)

        with pytest.raises(actions.RenamedTooSoon) as refused:
            actions.rename_reader(
                reader=reader, name="three", now=NOW + timedelta(hours=20)
            )
        assert refused.value.retry_after == 4 * 60 * 60 + 1

        actions.rename_reader(reader=reader, name="three", now=NOW + timedelta(days=1))
        reader.refresh_from_db()
        assert reader.name == "three"

    def test_never_waits_for_another_spelling(self):
        reader = make_reader(name="one")
        actions.rename_reader(reader=reader, name="rima", now=NOW)

        actions.rename_reader(reader=reader, name="Rima", now=NOW)

        reader.refresh_from_db()
        assert reader.name == "Rima"

    def test_says_nothing_when_nothing_changes(self, renamed):
        reader = make_reader(name="rima")

        actions.rename_reader(reader=reader, name=" rima ", now=NOW)

        assert renamed == []

    def test_refuses_a_taken_name(self, renamed):
        make_reader(name="rima")
        reader = make_reader(name="salma")

        with pytest.raises(names.NameTaken):
            actions.rename_reader(reader=reader, name="Rima", now=NOW)
        assert renamed == []


class TestSetLanguage:
    def test_holds_for_mails_and_for_the_desk(self):
        reader = make_reader()

        actions.set_language(reader=reader, language="ar")

        reader.refresh_from_db()
        assert reader.language == "ar"
        assert UserProfile.get_for_user(reader).get_preferred_language() == "ar"


class TestImportReader:
    def test_keeps_spelling_and_age(self):
        reader = actions.import_reader(name="أبو سليم 61", joined_at=NOW)

        assert reader.name == "أبو سليم 61"
        assert reader.joined_at == NOW
        assert reader.email is None
        assert not reader.has_usable_password()
        assert not reader.is_name_disputed

    def test_disputes_a_name_that_is_taken(self):
        make_reader(name="rima")

        first = actions.import_reader(name="Rima", joined_at=NOW)
        second = actions.import_reader(name="RIMA", joined_at=NOW)

        assert first.is_name_disputed
        assert second.is_name_disputed

    def test_draws_the_picture_anew(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

        reader = actions.import_reader(
            name="rima", avatar_file=a_picture("PNG"), joined_at=NOW
        )

        with reader.avatar.open() as drawn:
            assert drawn.read()[8:12] == b"WEBP"

    def test_refuses_what_is_no_name(self):
        with pytest.raises(names.NameRefused):
            actions.import_reader(name="Ri\u202ema", joined_at=NOW)


class TestRemoveUnverifiedReaders:
    def test_frees_name_and_address_after_three_days(self):
        make_reader(name="rima", email="rima@example.org", is_verified=False)

        number = actions.remove_unverified_readers(now=NOW + timedelta(days=3, hours=1))

        assert number == 1
        make_reader(name="rima", email="rima@example.org")

    def test_leaves_everybody_else_alone(self):
        make_reader()
        make_reader(is_verified=False, now=NOW + timedelta(days=3))
        actions.import_reader(name="someone", joined_at=NOW)

        number = actions.remove_unverified_readers(now=NOW + timedelta(days=4))

        assert number == 0
        assert Reader.objects.count() == 3


class TestCheckMayComment:
    def test_lets_a_verified_reader(self):
        standing.check_may_comment(make_reader(), NOW)

    def test_refuses_an_unverified_one(self):
        with pytest.raises(standing.EmailUnverified):
            standing.check_may_comment(make_reader(is_verified=False), NOW)

    def test_refuses_a_closed_account(self):
        reader = make_reader()
        actions.deactivate_reader(reader=reader)

        with pytest.raises(standing.AccountInactive):
            standing.check_may_comment(reader, NOW)
