"""What `hiwar up` says first: where the paper is, and how its people get in."""

import pytest
from django.utils import timezone

from hiwar.accounts.roles import Role
from hiwar.newsroom.models import Edition
from hiwar.ops import greeting
from tests.factories import make_paper, make_reader

pytestmark = pytest.mark.django_db


def said():
    return "\n".join(greeting.write(now=timezone.now()))


class TestGreeting:
    def test_names_each_edition_in_its_own_language(self):
        make_paper()

        assert "English: http://127.0.0.1:8000/en/" in said()
        assert "العربية: http://127.0.0.1:8000/ar/" in said()

    def test_names_no_edition_that_there_is_not(self):
        make_paper()
        Edition.objects.filter(locale__language_code="ar").delete()

        assert "/en/" in said()
        assert "/ar/" not in said()

    def test_names_all_languages_before_the_paper_is_founded(self):
        assert "/en/" in said()
        assert "/ar/" in said()

    def test_lets_editor_and_moderator_in(self):
        make_reader(role=Role.EDITOR)

        assert said().count("/sign-in-link/") == 1

        make_reader(role=Role.MODERATOR)

        assert said().count("/sign-in-link/") == 2

    def test_keeps_links_out_of_the_log_of_a_public_paper(self, settings):
        settings.IS_LOCAL = False
        make_reader(role=Role.EDITOR)

        assert "/sign-in-link/" not in said()
