from datetime import timedelta

import pytest

from hiwar.discussion import actions, selectors
from hiwar.kernel import changes
from tests.factories import (
    NOW,
    make_comment,
    make_guest,
    make_reader,
    make_rules,
    make_thread,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=4)


def slow_thread(minutes=5):
    thread = make_thread()
    actions.slow_thread(thread=thread, minutes=minutes)
    thread.refresh_from_db()
    return thread


class TestSlowThread:
    def test_takes_one_comment_from_each_in_so_many_minutes(self):
        thread, reader = slow_thread(), make_reader()
        make_comment(thread=thread, author=reader)

        with pytest.raises(actions.ThreadIsSlow) as caught:
            make_comment(thread=thread, author=reader, now=LATER)

        assert caught.value.retry_after == 60
        assert "5 minutes" in str(caught.value)
        make_comment(thread=thread, author=make_reader(), now=LATER)
        make_comment(thread=thread, author=reader, now=NOW + timedelta(minutes=5))

    def test_knows_guests_by_name_and_address_too(self):
        thread = slow_thread()
        sent = {"guest_name": "Nadia", "address_hash": "a"}
        make_comment(thread=thread, author=make_guest(), **sent)

        with pytest.raises(actions.ThreadIsSlow):
            make_comment(thread=thread, author=make_guest(), now=LATER, **sent)

    def test_says_nothing_of_other_threads(self):
        reader = make_reader()
        make_comment(thread=slow_thread(), author=reader)

        make_comment(thread=make_thread(), author=reader)
        make_comment(thread=slow_thread(), author=reader)

    def test_does_not_slow_the_newsroom(self):
        thread, reader = slow_thread(), make_reader()
        reader.is_staff = True

        make_comment(thread=thread, author=reader)
        make_comment(thread=thread, author=reader)

    def test_is_as_fast_as_anywhere_again(self):
        thread, reader = slow_thread(), make_reader()
        make_comment(thread=thread, author=reader)

        actions.slow_thread(thread=thread, minutes=0)

        make_comment(thread=thread, author=reader)

    def test_can_be_a_whole_section(self):
        actions.set_place(section="7", mode="", slow_minutes=5)
        thread, reader = make_thread(section="7"), make_reader()
        make_comment(thread=thread, author=reader)

        with pytest.raises(actions.ThreadIsSlow):
            make_comment(thread=thread, author=reader, now=LATER)
        assert selectors.get_thread_view(thread=thread, now=NOW).slow_minutes == 5

    @pytest.mark.parametrize("minutes", [-1, 24 * 60 + 1])
    def test_cannot_be_slower_than_a_day(self, minutes):
        with pytest.raises(actions.PaceUnusable):
            actions.slow_thread(thread=make_thread(), minutes=minutes)


class TestCloseThread:
    def test_shows_a_note_instead_of_the_form(self):
        thread = make_thread()
        before = len(changes.topics())

        actions.close_thread(thread=thread, note="  The trial\nbegins. ", now=NOW)

        thread.refresh_from_db()
        view = selectors.get_thread_view(thread=thread, now=NOW)
        assert (view.is_open, view.closing_note) == (False, "The trial begins.")
        assert changes.topics()[before:] == [f"thread:{thread.pk}"]
        with pytest.raises(actions.ThreadClosed):
            make_comment(thread=thread)

    def test_outlives_a_new_version_of_the_story(self):
        thread = make_thread(key="article:7")
        actions.close_thread(thread=thread, note="", now=NOW)

        thread = make_thread(key="article:7")

        assert not selectors.get_thread_view(thread=thread, now=NOW).is_open

    def test_refuses_a_note_that_is_too_long(self):
        with pytest.raises(actions.NoteTooLong):
            actions.close_thread(thread=make_thread(), note="x" * 301, now=NOW)

    def test_is_taken_back_with_its_note(self):
        make_rules(close_after_days=7)
        thread = make_thread()
        actions.close_thread(thread=thread, note="The trial begins.", now=NOW)

        actions.reopen_thread(thread=thread)

        thread.refresh_from_db()
        assert selectors.get_thread_view(thread=thread, now=NOW).is_open
        later = NOW + timedelta(days=8)
        view = selectors.get_thread_view(thread=thread, now=later)
        assert (view.is_open, view.closing_note) == (False, "")
