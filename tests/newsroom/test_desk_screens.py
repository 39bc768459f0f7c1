"""What the desk's screens say, in the language of whoever sits there."""

import pytest
from wagtail.users.models import UserProfile

from hiwar.accounts.roles import Role
from hiwar.newsroom.models import Article
from tests.factories import make_article, make_draft, make_standing_page

from .forms import article_form, url

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


class TestWayToTheSite:
    def test_is_in_the_form_of_what_is_published(self, client, editor):
        shown, draft = make_article(headline="Fog, again"), make_draft()
        page = make_standing_page(slug="about")
        address = shown.addresses.get()

        def form(thing, model):
            return client.get(url("edit", thing.pk, model=model)).content.decode()

        assert f'href="{address}"' in form(shown, "articles")
        assert 'href="/en/pages/about/"' in form(
            page, page.snippet_viewset.url_namespace
        )
        assert "See it on the site" not in form(draft, "articles")

    def test_is_shown_after_publishing(self, client, editor):
        draft = make_draft(headline="Ferry is back")
        again = article_form(section=draft.section, action="publish")
        first = article_form(section=draft.section, headline="Fog", action="publish")

        for address, fields in ((url("edit", draft.pk), again), (url("add"), first)):
            page = client.post(address, fields, follow=True).content.decode()
            assert "See it on the site" in page
            newest = Article.objects.order_by("last_published_at").last()
            assert f'href="{newest.addresses.get()}"' in page


class TestReview:
    def test_is_named_in_every_language_of_the_desk(self):
        name = Article.get_default_workflow().name

        assert name == "Review by an editor · مراجعة محرّر"
