from datetime import timedelta

import pytest
from django.utils import translation

from hiwar.discussion import selectors
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

pytestmark = pytest.mark.django_db

LONG = "The ferry was late again this morning and nobody at the harbour told us why."
LATER = NOW + timedelta(hours=1)


def words_about(comment, now=LATER):
    hints = selectors.list_hints(comment=comment, now=now)
    return [hint.words.replace("\u2068", "").replace("\u2069", "") for hint in hints]


def post(author, *, thread, seconds=0, address="a", **values):
    now = NOW + timedelta(seconds=seconds)
    return make_comment(
        author=author, thread=thread, now=now, address_hash=address, **values
    )


class TestListHints:
    def test_tells_who_writes_minutes_apart_from_the_same_network(self):
        one, other = make_guest(name="Bashir"), make_reader(name="salt.and.stone")
        threads = [make_thread() for _ in range(5)]
        for number, thread in enumerate(threads):
            post(one, thread=thread, seconds=600 * number)
            post(other, thread=thread, seconds=600 * number + 90)
        comment = post(one, thread=threads[0], seconds=3_000)

        words = words_about(comment)

        assert words[0] == (
            "Posted within 2 minutes from the same network as salt.and.stone"
            " in 5 discussions."
        )

    def test_names_others_of_the_network_in_the_same_discussion(self):
        thread = make_thread()
        post(make_reader(name="Rim"), thread=thread)
        post(make_reader(name="Elsewhere"), thread=make_thread())
        comment = post(make_guest(name="Bashir"), thread=thread, seconds=1_000)

        assert words_about(comment) == [
            "From the same network, Rim wrote in this discussion."
        ]

    def test_notices_a_cookie_that_was_thrown_away(self):
        post(make_guest(name="Bashir"), thread=make_thread())
        comment = post(make_guest(name="BASHIR"), thread=make_thread(), seconds=1_000)

        assert words_about(comment) == [
            "A guest with this name and another mark wrote from the same network."
        ]

    def test_names_who_posted_the_same_text_from_anywhere(self):
        for name in ("Rim", "Nadia"):
            post(make_guest(name=name), thread=make_thread(), address=name, text=LONG)
        comment = post(
            make_guest(name="Bashir"), thread=make_thread(), address="b", text=LONG
        )

        assert words_about(comment) == ["Rim and Nadia posted nearly the same text."]

    def test_says_nothing_where_there_is_nothing_to_say(self):
        thread, guest = make_thread(), make_guest(name="Bashir")
        post(make_reader(), thread=thread, address="b")
        post(guest, thread=thread)
        alone = post(guest, thread=thread, seconds=60)
        unknown = post(make_reader(), thread=thread, address="")

        assert (words_about(alone), words_about(unknown)) == ([], [])

    def test_forgets_after_a_month(self):
        thread = make_thread()
        post(make_reader(), thread=thread)
        comment = post(make_guest(name="Bashir"), thread=thread)

        assert words_about(comment) != []
        assert words_about(comment, now=NOW + timedelta(days=31)) == []

    def test_says_which_comments_it_is_about(self):
        thread = make_thread()
        other = post(make_reader(), thread=thread)
        comment = post(make_guest(name="Bashir"), thread=thread, seconds=600)

        (hint,) = selectors.list_hints(comment=comment, now=LATER)

        assert hint.comment_ids == (other.pk,)

    @pytest.mark.parametrize("others", [1, 12])
    def test_costs_two_queries_however_many_there_are(
        self, django_assert_num_queries, others
    ):
        thread = make_thread()
        for number in range(others):
            post(make_reader(), thread=thread, seconds=number)
        comment = post(make_guest(name="Bashir"), thread=thread)

        with django_assert_num_queries(2), translation.override("ar"):
            assert selectors.list_hints(comment=comment, now=LATER)
