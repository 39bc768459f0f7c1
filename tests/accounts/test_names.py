import pytest

from hiwar.accounts import actions, names
from hiwar.accounts.models import ReservedName
from tests.factories import make_reader

pytestmark = pytest.mark.django_db

LOOKALIKES = [
    ("salt.and.stone", "Salt and Stone"),
    ("Rima", "rima"),
    ("Rima", "Rimа"),  # a Cyrillic а
    ("Paco", "Расо"),  # Cyrillic throughout
    ("Omar", "Οmar"),  # a Greek omicron
    ("Bashir the Florist", "BASHIR  THE  FLORIST"),
    ("ليلى", "ليلي"),
    ("أحمد", "احمد"),
    ("أبو سليم 61", "ابو سليم ٦١"),
    ("فاطمة", "فاطمه"),
    ("كريم", "کریم"),
    ("سـلـيـم", "سليم"),
    ("مُحَمَّد", "محمد"),
]


class TestReaderName:
    @pytest.mark.parametrize(
        "name",
        [
            "far.bank........",
            "salt.and.stone",
            "_harbourcat_",
            "Bashir the Florist",
            "أبو سليم 61",
            "Nguyễn Thị Hồng",
            "Zoë 🐈",
        ],
    )
    def test_is_kept_as_typed(self, name):
        assert names.reader_name(name) == name

    @pytest.mark.parametrize(("taken", "wanted"), LOOKALIKES)
    def test_is_refused_when_it_looks_like_another_readers(self, taken, wanted):
        make_reader(name=taken)

        with pytest.raises(names.NameTaken):
            names.reader_name(wanted)

    def test_may_be_respelt_by_whoever_bears_it(self):
        reader = make_reader(name="rima")

        assert names.reader_name("Rima", reader=reader) == "Rima"

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("", "Please give a name."),
            ("   ", "Please give a name."),
            ("a" * 41, "A name has at most 40 characters."),
            ("Ri\u202ema", "turn the line"),
            ("Ri\u200bma", "invisible"),
            ("\u3164", "."),
            ("...", "at least one letter"),
            ("Rima ✓", "badge"),
            ("Rima (editor)", "badge"),
            ("Ri\x00ma", "nobody can see"),
        ],
    )
    def test_is_refused_with_the_reason(self, name, words):
        with pytest.raises(names.NameRefused) as refused:
            names.reader_name(name)

        assert words in str(refused.value)

    @pytest.mark.parametrize(
        "name", ["Admin", "MODERATOR", "Mоderator", "المشرف", "زائر"]
    )
    def test_does_not_speak_for_the_paper(self, name):
        with pytest.raises(names.NameTaken):
            names.reader_name(name)

    def test_may_speak_for_the_paper_if_its_bearer_works_there(self):
        assert names.reader_name("Editor", is_for_staff=True) == "Editor"

    def test_is_refused_when_a_byline_has_it(self):
        actions.reserve_name(
            kind=ReservedName.Kind.BYLINE, source="byline:1", name="Mira Haddad"
        )

        with pytest.raises(names.NameTaken):
            names.reader_name("mira.haddad")

    def test_may_be_the_byline_of_whoever_bears_it(self):
        reader = make_reader()
        actions.reserve_name(
            kind=ReservedName.Kind.BYLINE,
            source="byline:1",
            name="Mira Haddad",
            bearer=reader,
        )

        assert names.reader_name("Mira Haddad", reader=reader) == "Mira Haddad"

    def test_is_free_again_when_it_is_released(self):
        kind = ReservedName.Kind.BYLINE
        actions.reserve_name(kind=kind, source="byline:1", name="Mira Haddad")
        actions.reserve_name(kind=kind, source="byline:1", name="Mira Haddad-Saab")
        actions.release_name(kind=kind, source="byline:2")

        assert names.reader_name("Mira Haddad") == "Mira Haddad"
        with pytest.raises(names.NameTaken):
            names.reader_name("Mira Haddad-Saab")


class TestGuestName:
    def test_is_kept_as_typed(self):
        assert names.guest_name("  Nadia  from  the harbour ") == (
            "Nadia from the harbour"
        )

    @pytest.mark.parametrize(("taken", "wanted"), LOOKALIKES)
    def test_is_refused_when_it_looks_like_a_readers(self, taken, wanted):
        make_reader(name=taken)

        with pytest.raises(names.NameTaken):
            names.guest_name(wanted)

    @pytest.mark.parametrize("kind", ReservedName.Kind.values)
    def test_is_refused_when_it_is_reserved(self, kind):
        actions.reserve_name(kind=kind, source="x:1", name="ميرا حدّاد")

        with pytest.raises(names.NameTaken):
            names.guest_name("ميرا حداد")

    @pytest.mark.parametrize("name", ["", "\u202e", "(Guest)", "a" * 41])
    def test_is_refused_when_it_is_no_name(self, name):
        with pytest.raises(names.NameRefused):
            names.guest_name(name)
