"""Many at the same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections

from hiwar.discussion import actions, limits
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import Refusal
from tests.factories import NOW, make_comment, make_reader, make_rules, make_thread

pytestmark = pytest.mark.usefixtures("_a_database_for_many")

MANY = 8


def at_once(works):
    """Do all of `works` at the same moment; return what each returned or refused."""

    def one(work):
        try:
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, works))


def post(thread, author, **draft):
    return actions.post_comment(
        thread=thread,
        author=author,
        draft=actions.Draft(text="It was so.", language="en", **draft),
        now=NOW,
    )


class TestAtOnce:
    def test_one_form_posts_once(self):
        thread, reader, key = make_thread(), make_reader(), uuid4()

        comments = at_once([lambda: post(thread, reader, request_key=key)] * MANY)

        assert len({comment.pk for comment in comments}) == 1
        assert Comment.objects.count() == 1

    def test_a_new_guests_form_posts_once(self):
        thread, key = make_thread(), uuid4()
        sent = {"guest_name": "Bashir", "address_hash": "a", "request_key": key}

        comments = at_once([lambda: post(thread, None, **sent)] * MANY)

        assert len({comment.pk for comment in comments}) == 1

    def test_one_key_in_many_threads_posts_once(self):
        reader, key = make_reader(), uuid4()
        threads = [make_thread() for _ in range(MANY)]

        results = at_once(
            [lambda thread=t: post(thread, reader, request_key=key) for t in threads]
        )

        assert sum(isinstance(result, Comment) for result in results) == 1
        refused = [result for result in results if not isinstance(result, Comment)]
        assert {type(refusal) for refusal in refused} == {actions.RequestKeyTaken}

    def test_the_numbers_of_a_thread_stay_exact(self):
        first = make_comment()
        thread = first.thread
        readers = [make_reader() for _ in range(MANY)]

        at_once([lambda reader=r: post(thread, reader, parent=first) for r in readers])
        replies = list(Comment.objects.filter(root=first))
        at_once(
            [
                lambda reply=reply: actions.withdraw_comment(comment=reply, now=NOW)
                for reply in [*replies[:4], *replies[:4]]
            ]
        )

        thread.refresh_from_db()
        first.refresh_from_db()
        assert len(replies) == MANY
        assert (thread.number_of_comments, first.number_of_replies) == (5, 4)

    def test_a_readers_limit_holds_in_many_threads(self):
        make_rules(comments_per_minute=3)
        reader, threads = make_reader(), [make_thread() for _ in range(MANY)]

        results = at_once([lambda thread=t: post(thread, reader) for t in threads])

        assert sum(isinstance(result, Comment) for result in results) == 3

    def test_the_limit_of_an_address_holds_in_many_threads(self):
        make_rules(comments_per_hour_from_one_address=3)
        threads = [make_thread() for _ in range(MANY)]

        results = at_once(
            [
                lambda thread=t, n=n: post(
                    thread, None, guest_name=f"Guest {n}x", address_hash="a"
                )
                for n, t in enumerate(threads)
            ]
        )

        assert sum(isinstance(result, Comment) for result in results) == 3

    def test_a_limit_holds(self):
        make_rules(comments_per_minute=3)
        thread, reader = make_thread(), make_reader()

        results = at_once([lambda: post(thread, reader)] * MANY)

        assert sum(isinstance(result, Comment) for result in results) == 3
        assert sum(isinstance(r, limits.PostingTooFast) for r in results) == MANY - 3
