import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation

from hiwar.accounts import letters
from tests.factories import make_paper

pytestmark = pytest.mark.django_db

FACTS = {
    "code": "ABCD-EFGH",
    "new": "new@example.org",
    "to_email": "new@example.org",
    "from_email": "old@example.org",
}


@pytest.mark.parametrize("kind", letters._LETTERS)
class TestLetter:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_is_written_in_both_parts(self, kind, language):
        make_paper()

        letters.send(kind, to="rima@example.org", language=language, facts=FACTS)

        (sent,) = mail.outbox
        (html,) = sent.alternatives
        name = {"en": "The Harbour Gazette", "ar": "جريدة المرفأ"}[language]
        assert f"\n-- \n{name}\n" in sent.body
        assert name in html.content
        assert html.mimetype == "text/html"
        assert f'lang="{language}"' in html.content
        assert ('dir="rtl"' in html.content) == (language == "ar")
        assert letters.site() in sent.subject + sent.body
        assert "&#x27;" not in sent.body
        assert "\n\n\n" not in sent.body
        assert "\n" not in sent.subject

    def test_names_only_addresses_of_ours(self, kind):
        letters.send(kind, to="rima@example.org", language="en", facts=FACTS)

        (sent,) = mail.outbox
        for text in (sent.body, sent.alternatives[0].content):
            assert text.count("http") == text.count(settings.ORIGIN)

    def test_leaves_the_language_of_the_page_as_it_was(self, kind):
        with translation.override("en"):
            letters.send(kind, to="rima@example.org", language="ar", facts=FACTS)

            assert translation.get_language() == "en"
