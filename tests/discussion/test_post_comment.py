from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from hiwar.accounts.models import Guest
from hiwar.accounts.names import NameRefused, NameTaken
from hiwar.accounts.roles import Role
from hiwar.accounts.standing import AccountInactive, EmailUnverified
from hiwar.discussion import actions, composing, limits
from hiwar.discussion.models import Comment, Thread
from hiwar.kernel import changes
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_reader,
    make_rules,
    make_thread,
)

pytestmark = pytest.mark.django_db


def post(thread, author, text="It was so.", *, now=NOW, **draft):
    return actions.post_comment(
        thread=thread,
        author=author,
        draft=actions.Draft(text=text, language="en", **draft),
        now=now,
    )


class TestPostComment:
    def test_publishes_what_a_reader_writes(self):
        thread, reader = make_thread(), make_reader()

        comment = post(thread, reader)

        assert comment.status == Comment.Status.PUBLISHED
        assert list(thread.comments.visible()) == [comment]
        assert (comment.reader, comment.guest, comment.guest_name) == (reader, None, "")

    def test_welcomes_a_guest_whom_nobody_knows_yet(self):
        comment = post(
            make_thread(), None, guest_name="Bashir", guest_email="b@example.org"
        )

        guest = Guest.objects.get()
        assert comment.guest == guest
        assert (guest.name, guest.email) == ("Bashir", "b@example.org")
        assert comment.guest_name == "Bashir"
        assert guest.mark

    def test_keeps_the_name_that_a_known_guest_gives_now(self):
        guest = make_guest(name="Nadia")

        first = post(make_thread(), guest, guest_name="Nadia")
        second = post(make_thread(), guest, guest_name="Nadia of the hill")

        first.refresh_from_db()
        guest.refresh_from_db()
        assert (first.guest_name, second.guest_name) == ("Nadia", "Nadia of the hill")
        assert guest.name == "Nadia of the hill"

    @pytest.mark.parametrize(
        "text",
        [
            "Так и было.",
            "كان كذلك، والله",
            "می‌خواهم",
            "Tiếng Việt",
            "It was 🔥👨‍👩‍👧",
            "2*3*4 <b>&amp;</b>",
        ],
    )
    def test_keeps_every_script_as_typed(self, text):
        comment = post(make_thread(), make_reader(), text)

        comment.refresh_from_db()
        assert comment.text == text

    def test_counts_what_is_shown_and_says_when_the_last_came(self):
        thread, later = make_thread(), NOW + timedelta(minutes=5)

        first = post(thread, make_reader())
        post(thread, make_reader(), parent=first, now=later)

        thread.refresh_from_db()
        first.refresh_from_db()
        assert (thread.number_of_comments, thread.last_comment_at) == (2, later)
        assert first.number_of_replies == 1

    def test_puts_a_reply_to_a_reply_into_the_list_of_the_first_comment(self):
        first = make_comment()
        reply = make_comment(parent=first)

        answer = post(first.thread, make_reader(), parent=reply)

        first.refresh_from_db()
        assert (answer.parent, answer.root) == (reply, first)
        assert first.number_of_replies == 2

    def test_records_that_the_thread_changed(self):
        thread = make_thread()
        before = len(changes.topics())

        post(thread, make_reader())

        assert changes.topics()[before:] == [f"thread:{thread.pk}"]

    def test_tells_nobody_of_a_comment_that_is_held(self):
        thread = make_thread(mode="HELD")
        before = len(changes.topics())

        comment = post(thread, make_reader())

        thread.refresh_from_db()
        assert comment.status == Comment.Status.PENDING
        assert changes.topics()[before:] == []
        assert (thread.number_of_comments, thread.last_comment_at) == (0, None)

    def test_notes_the_language_of_the_text(self):
        thread = make_thread()

        arabic = post(thread, make_reader(), "كان كذلك")
        english = post(thread, make_reader(), "It was so")

        assert (arabic.language, english.language) == ("ar", "en")

    @pytest.mark.parametrize("others", [0, 30])
    def test_takes_few_queries_however_long_the_thread(
        self, django_assert_num_queries, others
    ):
        thread, reader = make_thread(), make_reader()
        first = post(thread, make_reader())
        make_comments(thread=thread, number=others, parent=first)

        # Two of them begin and end the transaction inside the test's own, and
        # PostgreSQL is asked for a turn.
        with django_assert_num_queries(12 + 2 + (connection.vendor == "postgresql")):
            post(thread, reader, parent=first, request_key=uuid4(), address_hash="a")


class TestPostCommentRefuses:
    @pytest.mark.parametrize("text", ["", "  \n ", "\u200b\u200e", "> \n> ", "\u0301"])
    def test_what_has_nothing_to_read_in_it(self, text):
        with pytest.raises(composing.CommentEmpty):
            post(make_thread(), make_reader(), text)

    def test_what_is_one_character_too_long(self):
        thread = make_thread()

        post(thread, make_reader(), "ك" * 5_000 + "  \n")

        with pytest.raises(composing.CommentTooLong) as refused:
            post(thread, make_reader(), "ك" * 5_001)
        assert "5000" in str(refused.value)
        assert thread.comments.count() == 1

    @pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "\ud800"])
    def test_what_no_database_or_feed_can_hold(self, text):
        with pytest.raises(composing.CommentUnreadable):
            post(make_thread(), make_reader(), text)

    @pytest.mark.parametrize(
        "values",
        [
            {"mode": "CLOSED"},
            {"is_public": False},
            {"closes_at": NOW},
            {"closes_at": NOW - timedelta(days=1)},
        ],
    )
    def test_everybody_where_the_thread_is_closed(self, values):
        thread = make_thread(**values)

        for author in (make_reader(), make_guest(), make_reader(role=Role.EDITOR)):
            with pytest.raises(actions.ThreadClosed):
                post(thread, author, guest_name="Nadia")

    def test_everybody_after_as_many_days_as_the_site_says(self):
        make_rules(close_after_days=14)
        thread = make_thread()

        post(thread, make_reader(), now=NOW + timedelta(days=13, hours=23))

        with pytest.raises(actions.ThreadClosed):
            post(thread, make_reader(), now=NOW + timedelta(days=14))

    def test_a_thread_closed_since_the_page_was_read(self):
        thread = make_thread()
        Thread.objects.filter(pk=thread.pk).update(mode="CLOSED")

        with pytest.raises(actions.ThreadClosed):
            post(thread, make_reader())

    def test_guests_where_only_readers_write(self):
        thread = make_thread(mode="REGISTERED")

        post(thread, make_reader())

        with pytest.raises(actions.GuestsNotAllowed):
            post(thread, None, guest_name="Nadia")

    def test_guests_where_the_site_wants_none(self):
        make_rules(guests_may_comment=False)

        with pytest.raises(actions.GuestsNotAllowed):
            post(make_thread(), make_guest(), guest_name="Nadia")

    @pytest.mark.parametrize(
        "name", ["salt.and.stone", "SALT and stone", "ѕalt-аnd-stone"]
    )
    def test_a_guest_with_a_readers_name_or_a_look_alike(self, name):
        make_reader(name="salt.and.stone")

        with pytest.raises(NameTaken):
            post(make_thread(), None, guest_name=name)
        assert Guest.objects.count() == 0

    @pytest.mark.parametrize(
        "name", ["", "  ", "\u202eevil", "x" * 41, "a\u200bb", "✓ Staff"]
    )
    def test_a_name_that_cannot_be_anybodys(self, name):
        with pytest.raises(NameRefused):
            post(make_thread(), None, guest_name=name)

    def test_a_reader_whose_address_is_not_proved(self):
        with pytest.raises(EmailUnverified):
            post(make_thread(), make_reader(is_verified=False))

    def test_a_reader_whose_account_is_closed(self):
        reader = make_reader()
        reader.is_active = False

        with pytest.raises(AccountInactive):
            post(make_thread(), reader)

    @pytest.mark.parametrize("status", ["PENDING", "REMOVED", "WITHDRAWN"])
    def test_an_answer_to_what_is_not_shown(self, status):
        first = make_comment()
        Comment.objects.filter(pk=first.pk).update(status=status)

        with pytest.raises(actions.ParentGone):
            post(first.thread, make_reader(), parent=first)

    def test_an_answer_to_another_threads_comment(self):
        with pytest.raises(actions.ParentGone):
            post(make_thread(), make_reader(), parent=make_comment())


class TestRequestKey:
    def test_posts_once_what_is_sent_twice(self):
        thread, reader, key = make_thread(), make_reader(), uuid4()

        first = post(thread, reader, request_key=key)
        second = post(thread, reader, request_key=key)

        thread.refresh_from_db()
        assert first == second
        assert thread.number_of_comments == 1

    def test_posts_a_new_guests_double_click_once(self):
        thread, key = make_thread(), uuid4()
        sent = {"guest_name": "Nadia", "request_key": key, "address_hash": "a"}

        first = post(thread, None, **sent)
        second = post(thread, None, **sent)

        assert first == second
        assert Guest.objects.count() == 1

    def test_answers_a_retry_even_when_the_thread_is_full_of_limits(self):
        make_rules(comments_per_minute=1)
        thread, reader, key = make_thread(), make_reader(), uuid4()

        first = post(thread, reader, request_key=key)

        assert post(thread, reader, request_key=key) == first

    def test_refuses_the_key_of_somebody_else(self):
        thread, key = make_thread(), uuid4()
        post(thread, make_reader(), request_key=key)

        for author in (make_reader(), make_guest(name="Rim"), None):
            with pytest.raises(actions.RequestKeyTaken):
                post(thread, author, guest_name="Rim", request_key=key)

    def test_refuses_a_strangers_try_with_a_guests_key(self):
        thread, key = make_thread(), uuid4()
        sent = {"guest_name": "Nadia", "request_key": key}
        post(thread, None, **sent, address_hash="a")

        with pytest.raises(actions.RequestKeyTaken):
            post(thread, None, **sent, address_hash="b")

    def test_refuses_the_key_in_another_thread(self):
        reader, key = make_reader(), uuid4()
        post(make_thread(), reader, request_key=key)

        with pytest.raises(actions.RequestKeyTaken):
            post(make_thread(), reader, request_key=key)

    def test_is_held_by_the_table_as_well(self):
        comment = post(make_thread(), make_reader(), request_key=uuid4())
        comment.pk = None

        with pytest.raises(IntegrityError):
            comment.save(force_insert=True)


class TestLimits:
    def test_refuse_the_next_within_a_minute_and_say_how_long_to_wait(self):
        make_rules(comments_per_minute=3)
        thread, reader = make_thread(), make_reader()
        for second in (0, 10, 20):
            post(thread, reader, now=NOW + timedelta(seconds=second))

        with pytest.raises(limits.PostingTooFast) as refused:
            post(make_thread(), reader, now=NOW + timedelta(seconds=25))

        assert refused.value.retry_after == 35
        post(thread, reader, now=NOW + timedelta(seconds=60))

    def test_count_what_is_held_or_taken_back_too(self):
        make_rules(comments_per_minute=1)
        thread, reader = make_thread(mode="HELD"), make_reader()
        comment = post(thread, reader)
        actions.withdraw_comment(comment=comment, now=NOW)

        with pytest.raises(limits.PostingTooFast):
            post(thread, reader)

    def test_know_a_guest_who_throws_the_cookie_away(self):
        make_rules(comments_per_minute=1)
        post(make_thread(), None, guest_name="Nadia", address_hash="a")

        with pytest.raises(limits.PostingTooFast):
            post(make_thread(), None, guest_name="NADIA", address_hash="a")

    def test_stop_a_network_of_guests_with_ever_new_names(self):
        make_rules(comments_per_hour_from_one_address=3)
        for number in range(3):
            post(make_thread(), None, guest_name=f"Guest of {number}", address_hash="a")

        with pytest.raises(limits.TooManyFromAddress) as refused:
            post(
                make_thread(),
                None,
                guest_name="Rim",
                address_hash="a",
                now=NOW + timedelta(minutes=10),
            )

        assert refused.value.retry_after == 50 * 60

    def test_lock_nobody_else_out(self):
        make_rules(comments_per_minute=1, comments_per_hour_from_one_address=2)
        thread, known = make_thread(), make_guest(name="Nadia")
        post(thread, make_reader(), address_hash="a")
        post(thread, None, guest_name="Nadia", address_hash="a")
        post(thread, None, guest_name="Rim", address_hash="a")

        # The same name elsewhere, a reader behind the same address, another address.
        post(thread, known, guest_name="Nadia", address_hash="b")
        post(thread, make_reader(), address_hash="a")
        post(thread, None, guest_name="Salma", address_hash="c")

        thread.refresh_from_db()
        assert thread.number_of_comments == 6

    def test_do_not_count_what_was_imported(self):
        make_rules(comments_per_minute=1)
        thread, reader = make_thread(), make_reader()
        make_comments(
            thread=thread, number=3, author=reader, now=NOW - timedelta(days=400)
        )

        assert post(thread, reader).status == Comment.Status.PUBLISHED
