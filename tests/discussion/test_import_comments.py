from datetime import timedelta

import pytest

from hiwar.discussion import actions, composing
from hiwar.discussion.models import Comment
from hiwar.kernel import changes
from tests.factories import NOW, make_comment, make_guest, make_reader, make_thread

pytestmark = pytest.mark.django_db


def entry(key, **values):
    if "guest_id" not in values and "reader_id" not in values:
        values["reader_id"] = make_reader().pk
    return actions.ImportedComment(
        **{
            "key": key,
            "text": f"Text of {key}.",
            "language": "en",
            "posted_at": NOW,
            **values,
        }
    )


def bring(thread, *entries, ids=None):
    return actions.import_comments(thread=thread, entries=entries, ids=ids or {})


class TestImportComments:
    def test_keeps_the_shape_of_the_discussion(self):
        thread = make_thread()

        ids = bring(
            thread,
            entry("a"),
            entry("b", parent_key="a"),
            entry("c", parent_key="b"),
            entry("d"),
        )

        found = {key: Comment.objects.get(pk=pk) for key, pk in ids.items()}
        assert (found["a"].parent, found["a"].root) == (None, None)
        assert (found["b"].parent, found["b"].root) == (found["a"], found["a"])
        assert (found["c"].parent, found["c"].root) == (found["b"], found["a"])
        assert found["d"].root is None

    def test_counts_what_is_shown(self):
        thread, last = make_thread(), NOW + timedelta(days=1)

        ids = bring(
            thread,
            entry("a"),
            entry("b", parent_key="a", posted_at=last),
            entry("c", parent_key="a", status="REMOVED"),
            entry("d", status="PENDING"),
            entry("e", status="WITHDRAWN"),
        )

        thread.refresh_from_db()
        assert (thread.number_of_comments, thread.last_comment_at) == (2, last)
        assert Comment.objects.get(pk=ids["a"]).number_of_replies == 1

    def test_goes_on_where_the_batch_before_ended(self):
        thread = make_thread()
        ids = bring(thread, entry("a"), entry("b", parent_key="a"))

        more = bring(thread, entry("c", parent_key="b"), entry("d"), ids=ids)

        thread.refresh_from_db()
        reply = Comment.objects.get(pk=more["c"])
        assert (reply.parent_id, reply.root_id) == (ids["b"], ids["a"])
        assert Comment.objects.get(pk=ids["a"]).number_of_replies == 2
        assert thread.number_of_comments == 4

    def test_stands_beside_what_was_posted_here(self):
        posted = make_comment()

        bring(posted.thread, entry("a", posted_at=NOW - timedelta(days=9)))

        posted.thread.refresh_from_db()
        assert posted.thread.number_of_comments == 2
        assert posted.thread.last_comment_at == NOW

    def test_changes_nothing_the_second_time(self):
        thread, reader = make_thread(), make_reader()
        entries = [
            entry("a", reader_id=reader.pk),
            entry("b", parent_key="a", reader_id=reader.pk, status="WITHDRAWN"),
        ]
        ids = bring(thread, *entries)
        before = list(Comment.objects.order_by("id").values())

        again = bring(thread, *entries, ids=ids)

        assert again == ids
        assert list(Comment.objects.order_by("id").values()) == before

    def test_brings_a_changed_comment_up_to_date(self):
        thread, reader = make_thread(), make_reader()
        ids = bring(thread, entry("a", reader_id=reader.pk), entry("b", parent_key="a"))

        changed = entry("a", reader_id=reader.pk, text="*New*.", status="REMOVED")
        bring(thread, changed, ids=ids)

        thread.refresh_from_db()
        comment = Comment.objects.get(pk=ids["a"])
        assert (comment.text, comment.status) == ("*New*.", "REMOVED")
        assert "<em>New</em>" in comment.html
        assert (thread.number_of_comments, comment.number_of_replies) == (1, 1)

    def test_keeps_what_a_guest_was_called_even_when_a_reader_is_called_so(self):
        make_reader(name="far.bank........")
        guest = make_guest(name="x")

        ids = bring(
            make_thread(),
            entry("a", guest_id=guest.pk, guest_name="far.bank........"),
        )

        comment = Comment.objects.get(pk=ids["a"])
        assert (comment.reader, comment.guest) == (None, guest)
        assert comment.guest_name == "far.bank........"

    def test_takes_longer_texts_than_are_posted(self):
        thread = make_thread()

        bring(thread, entry("a", text="x" * 50_000))

        with pytest.raises(composing.CommentTooLong):
            bring(thread, entry("b", text="x" * 50_001))

    def test_renders_as_posted_text_is_rendered(self):
        text = "> said\n\n<script>alert(1)</script> **so** [x](javascript:alert(1))"

        ids = bring(make_thread(), entry("a", text=text))

        imported = Comment.objects.get(pk=ids["a"])
        assert imported.html == make_comment(text=text).html
        assert imported.text == text

    def test_records_the_change_once_a_batch(self):
        thread = make_thread()
        before = len(changes.topics())

        bring(thread, entry("a"), entry("b"), entry("c", parent_key="a"))

        assert changes.topics()[before:] == [f"thread:{thread.pk}"]

    @pytest.mark.parametrize("text", ["", "\u200b", "a\x00"])
    def test_writes_nothing_when_one_text_is_refused(self, text):
        thread = make_thread()

        with pytest.raises((composing.CommentEmpty, composing.CommentUnreadable)):
            bring(thread, entry("a"), entry("b", text=text))
        assert thread.comments.count() == 0

    @pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b"])
    def test_refuses_a_name_that_cannot_be_kept(self, name):
        guest = make_guest()

        with pytest.raises(composing.GuestNameUnusable):
            bring(make_thread(), entry("a", guest_id=guest.pk, guest_name=name))

    def test_refuses_an_answer_to_another_thread(self):
        elsewhere = bring(make_thread(), entry("a"))

        with pytest.raises(actions.ParentElsewhere) as refused:
            bring(make_thread(), entry("b", parent_key="a"), ids=elsewhere)
        assert refused.value.key == "b"

    def test_refuses_an_answer_to_nothing(self):
        with pytest.raises(actions.ParentElsewhere):
            bring(make_thread(), entry("b", parent_key="a"))

    def test_refuses_to_move_what_was_imported_before(self):
        thread = make_thread()
        ids = bring(thread, entry("a"), entry("b"), entry("c", parent_key="a"))

        with pytest.raises(actions.CommentMoved):
            bring(thread, entry("c", parent_key="b"), ids=ids)
        with pytest.raises(actions.CommentMoved):
            bring(make_thread(), entry("a"), ids=ids)

    def test_takes_a_long_chain_of_answers(self):
        thread, reader = make_thread(), make_reader()
        chain = [
            entry(
                str(number),
                reader_id=reader.pk,
                parent_key=str(number - 1) if number else None,
            )
            for number in range(120)
        ]

        ids = bring(thread, *chain)

        root = Comment.objects.get(pk=ids["0"])
        assert root.number_of_replies == 119
        assert Comment.objects.get(pk=ids["119"]).root == root
