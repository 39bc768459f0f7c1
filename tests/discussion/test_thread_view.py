from datetime import timedelta

import pytest
from django.utils import translation

from hiwar.discussion import actions, paging, selectors
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import NotFound
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_reader,
    make_rules,
    make_screening,
    make_thread,
)

pytestmark = pytest.mark.django_db


def view(thread, **values):
    thread.refresh_from_db()
    return selectors.get_thread_view(thread=thread, **{"now": NOW, **values})


def ids(comments):
    return [comment.id for comment in comments]


def walk(thread, order):
    """Return the numbers of all first comments, page by page, and the pages' names."""
    page, seen, pages = "", [], []
    while page is not None:
        found = view(thread, order=order, page=page)
        pages.append(page)
        seen += ids(found.comments)
        page = found.next_page
    return seen, pages


class TestThreadView:
    def test_shows_first_comments_with_their_replies_oldest_first(self):
        thread = make_thread()
        first = make_comment(thread=thread)
        second = make_comment(thread=thread, now=NOW + timedelta(seconds=1))
        reply = make_comment(parent=first, now=NOW + timedelta(seconds=3))
        answer = make_comment(parent=reply, now=NOW + timedelta(seconds=2))

        found = view(thread)

        assert ids(found.comments) == [first.pk, second.pk]
        assert ids(found.comments[0].replies) == [answer.pk, reply.pk]
        assert found.number_of_comments == 4

    def test_tells_readers_guests_and_staff_apart(self):
        thread = make_thread()
        editor = make_reader(name="Rima Haddad")
        editor.is_staff = True
        editor.save()
        for author in (make_reader(name="far.bank"), make_guest(name="Bashir"), editor):
            make_comment(thread=thread, author=author)

        authors = [comment.author for comment in view(thread).comments]

        assert [(a.name, str(a.kind)) for a in authors] == [
            ("far.bank", "reader"),
            ("Bashir", "guest"),
            ("Rima Haddad", "staff"),
        ]
        assert [bool(author.mark) for author in authors] == [False, True, False]

    def test_shows_a_reader_under_the_present_name_and_a_guest_under_the_past_one(self):
        thread, guest = make_thread(), make_guest(name="Nadia")
        reader = make_reader(name="salt")
        make_comment(thread=thread, author=reader)
        make_comment(thread=thread, author=guest)
        reader.name, guest.name = "salt.and.stone", "Nadine"
        reader.save()
        guest.save()

        names = [comment.author.name for comment in view(thread).comments]

        assert names == ["salt.and.stone", "Nadia"]

    def test_says_whom_a_reply_answers(self):
        first = make_comment(author=make_reader(name="far.bank"))
        reply = make_comment(parent=first, author=make_guest(name="Bashir"))
        make_comment(parent=reply)

        replies = view(first.thread).comments[0].replies

        assert [reply.answers for reply in replies] == ["far.bank", "Bashir"]

    @pytest.mark.parametrize("size", [1, 40])
    @pytest.mark.parametrize("order", ["oldest", "newest", "answered"])
    def test_costs_five_queries_however_long_the_thread(
        self, django_assert_num_queries, order, size
    ):
        thread = make_thread()
        firsts = make_comments(thread=thread, number=size)
        make_comments(thread=thread, number=size, parent=firsts[0])
        make_comments(thread=thread, number=size, parent=firsts[-1], guest=make_guest())
        thread.refresh_from_db()

        with django_assert_num_queries(5):
            selectors.get_thread_view(thread=thread, order=order, now=NOW)

    def test_is_closed_to_guests_or_to_all_as_it_was_set(self):
        make_rules(close_after_days=7)

        registered = view(make_thread(mode="REGISTERED"))
        late = view(make_thread(), now=NOW + timedelta(days=7))

        assert (registered.is_open, registered.guests_may_comment) == (True, False)
        assert (late.is_open, late.guests_may_comment) == (False, True)
        assert late.closes_at == NOW + timedelta(days=7)

    def test_shows_twenty_replies_and_says_that_there_are_more(self):
        thread = make_thread()
        first, second = make_comments(thread=thread, number=2)
        replies = make_comments(thread=thread, number=21, parent=first)
        make_comments(thread=thread, number=20, parent=second)

        shown, full = view(thread).comments

        assert ids(shown.replies) == [reply.pk for reply in replies[:20]]
        assert (shown.has_more_replies, shown.number_of_replies) == (True, 21)
        assert (full.has_more_replies, len(full.replies)) == (False, 20)


class TestPages:
    @pytest.mark.parametrize("order", ["oldest", "newest", "answered"])
    def test_show_every_first_comment_once(self, order):
        thread = make_thread()
        firsts = make_comments(thread=thread, number=120)
        for place in (3, 50, 50, 119):
            make_comments(thread=thread, number=1, parent=firsts[place])

        seen, pages = walk(thread, order)

        assert sorted(seen) == [comment.pk for comment in firsts]
        assert len(pages) == 3
        expected = {
            "oldest": [comment.pk for comment in firsts],
            "newest": [comment.pk for comment in reversed(firsts)],
            "answered": [firsts[50].pk, firsts[3].pk, firsts[119].pk]
            + [c.pk for n, c in enumerate(firsts) if n not in {3, 50, 119}],
        }
        assert seen == expected[order]

    @pytest.mark.parametrize("order", ["oldest", "newest", "answered"])
    def test_lead_back_the_way_they_led_on(self, order):
        thread = make_thread()
        make_comments(thread=thread, number=120)
        _seen, pages = walk(thread, order)

        back = [view(thread, order=order, page=page).previous_page for page in pages]

        assert back == [None, *pages[:-1]]

    def test_hold_apart_comments_of_the_same_moment(self):
        thread = make_thread()
        for _ in range(2):
            make_comments(thread=thread, number=1)
        Comment.objects.update(posted_at=NOW)
        make_comments(thread=thread, number=60)
        Comment.objects.update(posted_at=NOW)

        for order in ("oldest", "newest", "answered"):
            seen, _pages = walk(thread, order)
            assert len(seen) == len(set(seen)) == 62

    def test_stay_where_they_are_while_others_write(self):
        thread = make_thread()
        make_comments(thread=thread, number=60)
        page = view(thread).next_page
        before = ids(view(thread, page=page).comments)

        make_comments(thread=thread, number=3, now=NOW + timedelta(hours=1))

        assert ids(view(thread, page=page).comments)[:10] == before

    @pytest.mark.parametrize(
        "page",
        [
            *["x", "1", "1-", "-1", "1-2-3", "1-1--", "9" * 18 + "-1", "1-" + "9" * 30],
            *["-" + "9" * 18 + "-1", "١-٢", "1-1\n", " 1-1", "1-1;drop"],
        ],
    )
    def test_that_nobody_was_led_to_are_not_there(self, page):
        with pytest.raises(NotFound):
            view(make_thread(), page=page)

    @pytest.mark.parametrize("order", ["best", "OLDEST", "posted_at", "-id"])
    def test_have_three_orders_and_no_other(self, order):
        with pytest.raises(NotFound):
            view(make_thread(), order=order)

    @pytest.mark.parametrize("place", [0, 49, 50, 99, 100, 119])
    def test_are_found_by_the_comment_on_them(self, place):
        thread = make_thread()
        firsts = make_comments(thread=thread, number=120)
        reply = make_comments(thread=thread, number=1, parent=firsts[place])[0]

        for comment in (firsts[place], reply):
            page = selectors.page_of(comment=comment)
            assert firsts[place].pk in ids(view(thread, page=page).comments)


class TestRepliesView:
    def test_shows_all_replies_page_by_page(self):
        thread = make_thread()
        first = make_comments(thread=thread, number=1)[0]
        replies = make_comments(thread=thread, number=130, parent=first)
        first.refresh_from_db()

        one = selectors.get_replies_view(root=first, now=NOW)
        two = selectors.get_replies_view(root=first, page=one.next_page, now=NOW)

        assert ids(one.root.replies + two.root.replies) == [r.pk for r in replies]
        assert two.next_page is None
        assert one.answering == one.root

    def test_is_not_there_for_a_reply(self):
        reply = make_comment(parent=make_comment())

        with pytest.raises(NotFound):
            selectors.get_replies_view(root=reply, now=NOW)


class TestQuietLines:
    def test_stand_for_a_first_comment_only_while_a_reply_is_shown(self):
        thread = make_thread()
        alone, first = (make_comment(thread=thread) for _ in range(2))
        reply = make_comment(parent=first)
        for comment in (alone, first):
            actions.remove_comment(comment=comment, rule="spam", now=NOW)

        [line] = view(thread).comments
        actions.withdraw_comment(comment=reply, now=NOW)

        assert line.id == first.pk
        assert line.is_gone
        assert ids(line.replies) == [reply.pk]
        assert view(thread).comments == ()

    def test_stand_for_replies_that_are_gone(self):
        first = make_comment()
        replies = [make_comment(parent=first) for _ in range(3)]
        actions.remove_comment(comment=replies[0], now=NOW)
        actions.withdraw_comment(comment=replies[1], now=NOW)

        lines = view(first.thread).comments[0].replies

        assert [line.status for line in lines] == ["REMOVED", "WITHDRAWN", "PUBLISHED"]

    def test_say_the_rule_in_the_readers_language(self):
        first = make_comment()
        reply = make_comment(parent=first)
        actions.remove_comment(comment=reply, rule="Comments", now=NOW)

        with translation.override("en"):
            assert view(first.thread).comments[0].replies[0].removal_rule == "Comments"

    @pytest.mark.parametrize("gone", ["remove_comment", "withdraw_comment"])
    def test_keep_nothing_of_what_was_said_or_who_said_it(self, gone):
        author = make_reader(name="Unmistakable")
        first = make_comment(author=author, text="Secret words")
        reply = make_comment(parent=first)
        answer = make_comment(parent=reply, author=author, text="Secret words")
        make_comment(parent=answer)
        for comment in (first, answer):
            getattr(actions, gone)(comment=comment, now=NOW)
            comment.refresh_from_db()

        everything = [
            view(first.thread),
            selectors.get_replies_view(root=first, now=NOW),
            selectors.list_newest(thread=first.thread, limit=9),
            selectors.get_comment_view(comment=answer),
            selectors.list_own_comments(reader=author, guest=None),
            selectors.list_own_pending(thread=first.thread, reader=author, guest=None),
        ]

        assert "Secret words" not in repr(everything)
        assert "Unmistakable" not in repr(everything)

    def test_show_nothing_of_what_waits_for_review(self):
        thread = make_thread()
        first = make_comment(thread=thread)
        make_screening("held_word", words="casino")
        make_comment(parent=first, text="The casino")
        make_comment(thread=thread, text="The casino")

        shown = [view(thread), selectors.list_newest(thread=thread, limit=9)]

        assert "casino" not in repr(shown)
        assert view(thread).number_of_comments == 1


class TestLists:
    def test_give_the_newest_with_replies_among_them(self):
        first = make_comment()
        reply = make_comment(parent=first, now=NOW + timedelta(seconds=1))
        last = make_comment(thread=first.thread, now=NOW + timedelta(seconds=2))

        newest = selectors.list_newest(thread=first.thread, limit=2)

        assert ids(newest) == [last.pk, reply.pk]

    def test_count_the_comments_of_public_threads(self):
        thread, hidden = make_thread(), make_thread(is_public=False)
        make_comment(thread=thread)

        counts = selectors.count_comments(
            keys=[thread.key, hidden.key, "nowhere"]
        ).by_key

        assert counts == {thread.key: 1}

    def test_give_authors_their_own_held_ones_too(self):
        guest = make_guest(name="Bashir")
        held = make_comment(thread=make_thread(mode="HELD"), author=guest, text="Mine")
        make_comment(thread=held.thread, text="Not mine")

        own = selectors.list_own_comments(reader=None, guest=guest)
        waiting = selectors.list_own_pending(
            thread=held.thread, reader=None, guest=guest
        )

        assert ids(entry.comment for entry in own.comments) == [held.pk]
        assert ids(waiting) == [held.pk]
        assert "Mine" in waiting[0].html
        assert (
            selectors.list_own_ids(thread=held.thread, reader=None, guest=guest) == ()
        )

    def test_give_nobody_in_particular_nothing(self):
        make_comment()

        assert selectors.list_own_comments(reader=None, guest=None).comments == ()


class TestVolume:
    def test_a_page_of_twenty_thousand_siblings_and_ten_thousand_replies(
        self, django_assert_num_queries
    ):
        thread, reader = make_thread(), make_reader()
        firsts = make_comments(thread=thread, number=1)
        template = Comment.objects.get(pk=firsts[0].pk)
        make_copies(template, 20_000)
        make_copies(template, 10_000, root=template, parent=template)
        Comment.objects.filter(pk=template.pk).update(number_of_replies=10_000)
        make_comment(thread=thread, author=reader)
        thread.refresh_from_db()

        with django_assert_num_queries(5):
            page = selectors.get_thread_view(thread=thread, now=NOW)
        with django_assert_num_queries(5):
            selectors.get_thread_view(thread=thread, page=page.next_page, now=NOW)
        latest = Comment.objects.filter(root=None).latest("posted_at")

        assert len(page.comments) == paging.FIRST_COMMENTS_A_PAGE
        assert len(page.comments[0].replies) == paging.REPLIES_SHOWN
        assert page.comments[0].has_more_replies
        last_page = selectors.page_of(comment=latest)
        assert latest.pk in ids(view(thread, page=last_page).comments)


def make_copies(template, number, **values):
    """Write many rows at once, past the action: only their number matters here."""
    columns = {
        field.attname: getattr(template, field.attname)
        for field in Comment._meta.concrete_fields
        if field.name not in {"id", "root", "parent"}
    }
    Comment.objects.bulk_create(
        Comment(**{**columns, "posted_at": NOW + timedelta(seconds=place), **values})
        for place in range(number)
    )
