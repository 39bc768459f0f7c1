"""What the desk's screens say, in the language of whoever sits there."""

import pytest
from wagtail.users.models import UserProfile

from hiwar.accounts.roles import Role
from hiwar.newsroom.models import Article
from tests.factories import make_draft

from .forms import url

pytestmark = pytest.mark.django_db

HOME = {
    "en": ("The Harbour Gazette", "New article in Arabic", "New article in English"),
    "ar": ("جريدة المرفأ", "خبر جديد بالعربية", "خبر جديد بالإنكليزية"),
}


@pytest.fixture(params=HOME)
def language(request):
    return request.param


def sit_down(reader, language):
    UserProfile.objects.update_or_create(
        user=reader, defaults={"preferred_language": language}
    )


class TestHome:
    def test_names_paper_and_languages(self, client, editor, language):
        sit_down(editor, language)

        page = client.get("/desk/").content.decode()

        for words in HOME[language]:
            assert words in page

    def test_offers_no_search_to_who_may_not_see_articles(self, client, sign_in):
        for role, is_offered in ((Role.REPORTER, True), (Role.MODERATOR, False)):
            sign_in(role)

            page = client.get("/desk/").content.decode()

            assert ('id="search-articles"' in page) == is_offered


class TestForm:
    def test_names_the_field_for_the_headline(self, client, editor, language):
        sit_down(editor, language)

        page = client.get(url("add")).content.decode()

        word = {"en": "Headline", "ar": "العنوان"}[language]
        assert f'placeholder="{word}"' in page

    def test_lets_a_reporter_hand_in(self, client, sign_in, language):
        sit_down(sign_in(Role.REPORTER), language)
        draft = make_draft()

        page = client.get(url("edit", draft.pk)).content.decode()

        button = {"en": "Hand in for review", "ar": "تسليم للمراجعة"}[language]
        assert button in page
        assert "Submit to" not in page


class TestReview:
    def test_is_named_in_every_language_of_the_desk(self):
        name = Article.get_default_workflow().name

        assert name == "Review by an editor · مراجعة محرّر"
