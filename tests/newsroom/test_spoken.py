"""What the desk says in words that Wagtail puts together when it starts."""

import pytest
from wagtail.users.models import UserProfile

from tests.factories import make_article, make_byline

from .forms import url

pytestmark = pytest.mark.django_db


class TestDesk:
    @pytest.mark.parametrize(
        ("language", "words", "foreign"),
        [
            ("ar", ["اختيار اسم الكاتب", "الرئيسية"], ["Choose byline", "Home"]),
            ("en", ["Choose byline", "Home"], ["اختيار اسم الكاتب", "الرئيسية"]),
        ],
    )
    def test_speaks_the_language_of_whoever_looks(
        self, client, editor, language, words, foreign
    ):
        UserProfile.objects.update_or_create(
            user=editor, defaults={"preferred_language": language}
        )
        article = make_article(bylines=[make_byline().name])

        page = client.get(url("edit", article.pk)).content.decode()

        assert [word for word in words if word not in page] == []
        assert [word for word in foreign if word in page] == []
