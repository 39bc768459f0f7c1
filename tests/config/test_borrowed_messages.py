"""The sentences that we say in place of Django, Wagtail and django-allauth."""

from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils import translation
from django.utils.translation import gettext, ngettext

from hiwar.config.borrowed_messages import ALLAUTH, DJANGO, WAGTAIL


def sentences_of(library):
    """Return every sentence in the English catalogues of `library`."""
    folder = Path(import_module(library).__file__).parent
    for path in folder.rglob("locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                yield message.id if isinstance(message.id, str) else message.id[0]


class TestBorrowedSentences:
    @pytest.mark.parametrize(
        ("library", "borrowed"),
        [("django", DJANGO), ("allauth", ALLAUTH), ("wagtail", WAGTAIL)],
    )
    def test_are_still_said_by_the_library(self, library, borrowed):
        # Else nobody sees ours, and the library's new words are not looked at.
        assert set(borrowed) - set(sentences_of(library)) == set()

    def test_win_over_the_words_of_the_library(self):
        with translation.override("ar"):
            assert gettext("Password") == "كلمة المرور"
            assert gettext("live") == "منشور"

    def test_that_count_win_in_each_form(self):
        with translation.override("ar"):
            found = [
                ngettext("Used %(usage_count)s time", "Used %(usage_count)s times", n)
                for n in (0, 1, 2, 3, 11, 100)
            ]

        assert found == [
            "غير مستعمل",
            "مستعمل مرّة واحدة",
            "مستعمل مرّتين",
            "مستعمل %(usage_count)s مرّات",
            "مستعمل %(usage_count)s مرّة",
            "مستعمل %(usage_count)s مرّة",
        ]

    def test_have_a_number_where_the_library_puts_one(self):
        """Django writes the number with `%`, which fails on a form without it."""
        with translation.override("ar"):
            for number in (0, 1, 2, 3, 11, 100):
                validator = MinimumLengthValidator(min_length=number)
                assert str(number) in validator.get_error_message()
