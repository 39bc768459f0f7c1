"""What the scorer found, as a moderator reads it in the queue, in both languages."""

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from hiwar.accounts.roles import Role
from tests.factories import make_comment, make_reader, make_thread

from .working import QUEUE, client_of, key

pytestmark = pytest.mark.django_db

RUDE = "Shut up, you f**king 1D10T, go die."
ARABIC = "اخرس يا كلب يا حمار"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", RUDE, ["Score", "98%", "1D10T", "It looks as if it could hurt people."]),
        ("ar", ARABIC, ["التقدير", "كلب", "حمار", "قد يجرح"]),
        ("ar", RUDE, ["التقدير", "1D10T"]),
    ],
)
class TestScore:
    def test_stands_beside_the_comment_with_its_words(self, language, text, said):
        # Of somebody of whom a comment is shown already: nothing else holds it.
        author, thread = make_reader(), make_thread()
        make_comment(thread=thread, author=author)
        held = make_comment(thread=thread, author=author, text=text, now=timezone.now())
        moderator = make_reader(role=Role.MODERATOR)
        UserProfile.objects.update_or_create(
            user=moderator, defaults={"preferred_language": language}
        )

        page = client_of(moderator).get(QUEUE, {"item": key(held)}).content.decode()

        found = page.partition('class="why-findings"')[2].partition("</ul>")[0]
        assert [words for words in said if words.lower() not in found.lower()] == []
