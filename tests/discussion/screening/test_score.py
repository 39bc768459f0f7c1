import pytest

from hiwar.discussion import actions
from hiwar.discussion.models import Comment
from hiwar.discussion.screening import Score
from tests.factories import NOW, make_comment, make_reader, make_thread

from .asking import ask


class TestScore:
    @pytest.mark.parametrize(
        ("score", "value"),
        [(None, None), (0.0, None), (0.89, None), (0.9, 0.9), (1, 1)],
    )
    def test_is_noticed_from_the_threshold_on(self, score, value):
        given = None if score is None else Score(value=score, words="idiot")

        found = ask("score", score=given)

        assert (found.value if found else None) == value
        assert (found.words if found else "idiot") == "idiot"


@pytest.mark.django_db
class TestPosting:
    def _post(self, text, language="en"):
        # Somebody of whom a comment is shown already: no other rule holds them.
        thread, author = make_thread(), make_reader()
        make_comment(thread=thread, author=author)
        draft = actions.Draft(text=text, language=language)
        return actions.post_comment(thread=thread, author=author, draft=draft, now=NOW)

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("Shut up, you f**king 1D10T, go die.", "1D10T"),
            ("اخرس يا كلب يا حمار", "كلب"),
        ],
    )
    def test_is_held_with_the_words_that_moved_the_score(self, text, word):
        comment = self._post(text)

        assert comment.status == Comment.Status.PENDING
        finding = comment.findings.get(name="score")
        assert finding.value >= 0.9
        assert word in finding.words

    def test_is_shown_at_once_where_it_is_harmless(self):
        comment = self._post("I disagree with the mayor about the new bridge.")

        assert comment.status == Comment.Status.PUBLISHED
        assert not comment.findings.exists()
