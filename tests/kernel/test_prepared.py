from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import DateTimeField, Exists, OuterRef, UUIDField
from django.test.utils import CaptureQueriesContext

from hiwar.accounts.models import Guest
from hiwar.discussion.models import Comment, Thread
from hiwar.kernel import prepared
from hiwar.kernel.models import Change
from hiwar.kernel.prepared import Given
from tests.factories import NOW, make_comment, make_guest, make_thread

pytestmark = pytest.mark.django_db


class TestAQuery:
    def test_finds_what_the_queryset_finds(self):
        query = prepared.Query(lambda: Thread.objects.filter(key=Given("key")))
        thread, _other = make_thread(), make_thread()

        (found,) = query.all(key=thread.key)

        expected = Thread.objects.get(key=thread.key)
        assert {**vars(found), "_state": None} == {**vars(expected), "_state": None}

    def test_takes_other_values_each_time(self):
        query = prepared.Query(lambda: Thread.objects.filter(key=Given("key")))
        threads = [make_thread(), make_thread()]

        assert [query.first(key=thread.key) for thread in threads] == threads
        assert query.first(key="nowhere") is None

    def test_is_not_open_to_what_is_given(self):
        query = prepared.Query(lambda: Thread.objects.filter(key=Given("key")))
        make_thread()

        assert query.all(key="' OR 1=1 --") == []
        assert query.all(key="%s") == []

    def test_compares_moments_and_uuids_as_the_database_keeps_them(self):
        query = prepared.Query(
            lambda: Guest.objects.filter(
                uuid=Given("uuid", UUIDField()),
                first_seen_at__gt=Given("since", DateTimeField()),
            )
        )
        guest = make_guest()
        before = guest.first_seen_at - timedelta(seconds=1)

        assert query.first(uuid=guest.uuid, since=before) == guest
        assert query.first(uuid=guest.uuid, since=guest.first_seen_at) is None
        assert query.first(uuid=uuid4(), since=before) is None

    def test_gives_tuples_and_plain_values_where_they_are_asked_for(self):
        comment = make_comment(now=NOW)
        asked = Comment.objects.filter(pk=Given("id"))
        tuples = prepared.Query(lambda: asked.values_list("posted_at", "status"))
        values = prepared.Query(lambda: asked.values_list("posted_at", flat=True))

        assert tuples.all(id=comment.pk) == [(NOW, comment.status)]
        assert values.all(id=comment.pk) == [NOW]

    def test_takes_values_in_subqueries_unions_and_lists(self):
        one, two, silent = make_comment().thread, make_comment().thread, make_thread()
        with_comments = Thread.objects.filter(
            Exists(Comment.objects.filter(thread=OuterRef("pk"), status=Given("is")))
        )
        query = prepared.Query(
            lambda: (
                with_comments.filter(pk__in=[Given("a"), Given("b")])
                .values_list("pk", flat=True)
                .union(
                    Thread.objects.filter(key=Given("key")).values_list("pk", flat=True)
                )
            )
        )

        found = query.all(a=one.pk, b=two.pk, key=silent.key, **{"is": "PUBLISHED"})
        none = query.all(a=one.pk, b=two.pk, key="", **{"is": "PENDING"})

        assert sorted(found) == [one.pk, two.pk, silent.pk]
        assert none == []

    def test_asks_the_same_question_as_the_queryset(self):
        thread = make_thread()
        query = prepared.Query(lambda: Thread.objects.filter(key=Given("key")))

        with CaptureQueriesContext(connection) as asked:
            query.all(key=thread.key)
            query.all(key=thread.key)

        assert len(asked) == 2
        assert asked[0]["sql"] == asked[1]["sql"]
        assert thread.key in asked[0]["sql"]

    def test_misses_a_value_that_was_not_given(self):
        query = prepared.Query(lambda: Thread.objects.filter(key=Given("key")))

        with pytest.raises(KeyError):
            query.all()


class TestInsert:
    def test_adds_a_row_as_saving_it_would(self):
        guest = Guest(mark="bcdfg", name="Nadia '%s' \U0001f525", first_seen_at=NOW)

        prepared.insert(guest)

        found = Guest.objects.get()
        assert {**vars(found), "_state": None} == {**vars(guest), "_state": None}

    def test_gives_the_row_its_number_and_knows_it_is_kept(self):
        one, two = Guest(mark="b"), Guest(mark="c")

        prepared.insert(one)
        prepared.insert(two)
        two.name = "Rim"
        two.save()

        assert one.pk < two.pk
        assert list(Guest.objects.order_by("pk").values_list("name", flat=True)) == [
            "",
            "Rim",
        ]

    def test_many_are_added_in_one_statement(self, django_assert_num_queries):
        rows = [(f"thread:{number}",) for number in range(3)]

        with django_assert_num_queries(1):
            prepared.insert_all(Change, ("topic",), rows)
        with django_assert_num_queries(0):
            prepared.insert_all(Change, ("topic",), [])

        topics = Change.objects.order_by("id").values_list("topic", flat=True)
        assert list(topics) == ["thread:0", "thread:1", "thread:2"]

    def test_leaves_to_the_database_what_it_fills_in(self):
        prepared.insert(Change(topic="thread:1"))

        change = Change.objects.latest("pk")
        assert (change.topic, change.at.tzinfo is not None) == ("thread:1", True)

    def test_is_held_to_the_constraints_of_the_table(self):
        guest = make_guest()

        with pytest.raises(IntegrityError), transaction.atomic():
            prepared.insert(Guest(mark="b", uuid=guest.uuid))
        with pytest.raises(IntegrityError), transaction.atomic():
            prepared.insert(Thread(key="one", mode="WHISPERING"))


class TestUpdate:
    def test_changes_the_fields_named_of_one_row(self):
        thread, other = make_thread(), make_thread()
        thread.number_of_comments, thread.last_comment_at = 7, NOW
        thread.title = "unsaid"

        prepared.update(thread, "number_of_comments", "last_comment_at")

        found = Thread.objects.get(pk=thread.pk)
        assert (found.number_of_comments, found.last_comment_at) == (7, NOW)
        assert found.title != "unsaid"
        assert Thread.objects.get(pk=other.pk).number_of_comments == 0
