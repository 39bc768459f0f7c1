from datetime import timedelta

import pytest

from hiwar.accounts import actions as accounts
from hiwar.discussion import actions
from hiwar.discussion.models import Comment
from hiwar.kernel import changes
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def numbers(thread):
    thread.refresh_from_db()
    return thread.number_of_comments, thread.last_comment_at


def status(comment):
    comment.refresh_from_db()
    return comment.status


def make_held():
    return make_comment(thread=make_thread(mode="HELD"))


class TestPublishComment:
    def test_shows_a_held_comment_at_the_time_when_it_was_posted(self):
        comment = make_held()

        actions.publish_comment(comment=comment, now=LATER)

        assert status(comment) == "PUBLISHED"
        assert numbers(comment.thread) == (1, NOW)
        assert comment.status_changed_at == LATER

    def test_counts_a_held_reply_under_its_first_comment(self):
        thread = make_thread()
        first = make_comment(thread=thread)
        thread.mode = "HELD"
        thread.save()
        reply = make_comment(parent=first)

        actions.publish_comment(comment=reply, now=LATER)

        first.refresh_from_db()
        assert first.number_of_replies == 1

    def test_refuses_what_is_published_already(self):
        with pytest.raises(actions.AlreadyPublished):
            actions.publish_comment(comment=make_comment(), now=LATER)

    def test_refuses_what_its_author_took_back(self):
        comment = make_held()
        actions.withdraw_comment(comment=comment, now=LATER)

        with pytest.raises(actions.AlreadyWithdrawn):
            actions.publish_comment(comment=comment, now=LATER)
        assert numbers(comment.thread) == (0, None)


class TestWithdrawComment:
    def test_takes_it_out_of_the_numbers_and_keeps_the_replies(self):
        first = make_comment()
        reply = make_comment(parent=first, now=LATER)

        actions.withdraw_comment(comment=first, now=LATER)

        first.refresh_from_db()
        assert status(first) == "WITHDRAWN"
        assert status(reply) == "PUBLISHED"
        assert numbers(first.thread) == (1, LATER)
        assert first.number_of_replies == 1

    def test_brings_back_the_moment_of_the_comment_before(self):
        first = make_comment()
        last = make_comment(thread=first.thread, now=LATER)

        actions.withdraw_comment(comment=last, now=LATER)

        assert numbers(first.thread) == (1, NOW)

    def test_takes_a_reply_out_of_its_first_comments_number(self):
        first = make_comment()
        reply = make_comment(parent=first)

        actions.withdraw_comment(comment=reply, now=LATER)

        first.refresh_from_db()
        assert first.number_of_replies == 0

    def test_changes_no_number_for_a_held_comment(self):
        comment = make_held()

        actions.withdraw_comment(comment=comment, now=LATER)

        assert status(comment) == "WITHDRAWN"
        assert numbers(comment.thread) == (0, None)

    def test_happens_once(self):
        comment = make_comment()
        actions.withdraw_comment(comment=comment, now=LATER)

        with pytest.raises(actions.AlreadyWithdrawn):
            actions.withdraw_comment(comment=comment, now=LATER)
        assert numbers(comment.thread) == (0, None)


class TestRemoveComment:
    @pytest.mark.parametrize("before", ["PUBLISHED", "PENDING", "WITHDRAWN"])
    def test_takes_a_comment_down_in_whatever_state_it_is(self, before):
        comment = make_comment() if before == "PUBLISHED" else make_held()
        if before == "WITHDRAWN":
            actions.withdraw_comment(comment=comment, now=NOW)

        actions.remove_comment(comment=comment, rule="spam", now=LATER)

        assert status(comment) == "REMOVED"
        assert comment.removal_rule == "spam"
        assert numbers(comment.thread) == (0, None)

    def test_happens_once(self):
        comment = make_comment()
        actions.remove_comment(comment=comment, now=LATER)

        with pytest.raises(actions.AlreadyRemoved):
            actions.remove_comment(comment=comment, now=LATER)
        with pytest.raises(actions.AlreadyRemoved):
            actions.withdraw_comment(comment=comment, now=LATER)
        assert numbers(comment.thread) == (0, None)

    def test_records_that_the_thread_changed(self):
        comment = make_comment()
        before = len(changes.topics())

        actions.remove_comment(comment=comment, now=LATER)

        assert changes.topics()[before:] == [f"thread:{comment.thread_id}"]


class TestRestoreComment:
    def test_puts_it_back_with_its_numbers(self):
        first = make_comment()
        reply = make_comment(parent=first, now=LATER)
        actions.remove_comment(comment=reply, rule="spam", now=LATER)

        actions.restore_comment(comment=reply, now=LATER)

        first.refresh_from_db()
        assert status(reply) == "PUBLISHED"
        assert reply.removal_rule == ""
        assert numbers(first.thread) == (2, LATER)
        assert first.number_of_replies == 1

    def test_never_shows_what_its_author_took_back(self):
        comment = make_comment()
        actions.withdraw_comment(comment=comment, now=NOW)
        actions.remove_comment(comment=comment, rule="spam", now=LATER)

        actions.restore_comment(comment=comment, now=LATER)

        assert status(comment) == "WITHDRAWN"
        assert numbers(comment.thread) == (0, None)

    def test_refuses_what_was_not_removed(self):
        with pytest.raises(actions.NotRemoved):
            actions.restore_comment(comment=make_comment(), now=LATER)


class TestOpenThread:
    def test_brings_an_open_thread_up_to_date_and_keeps_its_comments(self):
        comment = make_comment(thread=make_thread(key="article:7"))

        thread = make_thread(key="article:7", title="New", is_public=False)

        assert thread == comment.thread
        assert thread.title == "New"
        assert numbers(thread) == (1, NOW)
        assert f"thread:{thread.pk}" in changes.topics()


class TestRenamedReader:
    def test_records_the_threads_in_which_the_name_stands(self):
        reader = make_reader()
        shown = [make_comment(author=reader).thread_id for _ in range(3)]
        make_comment(author=reader, thread=make_thread(mode="HELD"))
        make_comment(author=make_guest(name="Rim"))
        before = len(changes.topics())

        accounts.rename_reader(reader=reader, name="Salma", now=LATER)

        recorded = changes.topics()[before:]
        assert sorted(recorded) == sorted(f"thread:{pk}" for pk in shown)


class TestNumbers:
    def test_are_exact_after_a_long_afternoon(self):
        thread = make_thread()
        first = make_comment(thread=thread)
        replies = [make_comment(parent=first) for _ in range(4)]
        others = [make_comment(thread=thread) for _ in range(3)]
        actions.remove_comment(comment=first, now=LATER)
        actions.withdraw_comment(comment=replies[0], now=LATER)
        actions.remove_comment(comment=replies[1], now=LATER)
        actions.restore_comment(comment=replies[1], now=LATER)
        actions.remove_comment(comment=others[0], now=LATER)
        actions.restore_comment(comment=first, now=LATER)

        first.refresh_from_db()
        assert numbers(thread)[0] == thread.comments.visible().count() == 6
        assert first.number_of_replies == 3
        assert Comment.objects.filter(root=first).visible().count() == 3
