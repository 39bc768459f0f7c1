"""The queue as it is shown: the list, and one thing opened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.moderation import actions
from tests.factories import (
    make_comment,
    make_guest,
    make_reader,
    make_thread,
)

from .working import (
    JSON,
    QUEUE,
    REASONS,
    client_of,
    hold,
    key,
    make_moderator,
    send,
    status,
)

pytestmark = pytest.mark.django_db


class TestQueuePage:
    def test_opens_the_most_urgent_thing_beside_the_list(self):
        first, second = hold(), hold()

        page = client_of(make_moderator()).get(QUEUE)

        assert [row.key for row in page.context["view"].rows] == [
            key(first),
            key(second),
        ]
        assert page.context["item"].key == key(first)
        html = page.content.decode()
        assert f'data-item="{key(first)}"' in html
        assert "has-opened" not in html

    def test_opens_what_the_address_names(self):
        hold()
        second = hold()

        page = client_of(make_moderator()).get(QUEUE, {"item": key(second)})

        assert page.context["item"].key == key(second)
        assert "has-opened" in page.content.decode()

    def test_says_that_nothing_waits(self):
        page = client_of(make_moderator()).get(QUEUE).content.decode()

        assert "Nothing waits. Well done." in page

    @pytest.mark.parametrize(
        "query",
        ["?why=x", "?page=x", "?item=x", "?item=c0", "?item=a99", "?item=c%00"],
    )
    def test_finds_nothing_where_there_is_nothing(self, query):
        hold()

        assert client_of(make_moderator()).get(QUEUE + query).status_code == 404

    @pytest.mark.parametrize("role", [None, Role.REPORTER])
    def test_is_for_moderators_only(self, role):
        comment = hold()
        client = client_of(make_reader(role=role))

        for path in ("", f"items/{key(comment)}/"):
            answer = client.get(QUEUE + path, headers=JSON)
            assert answer.status_code in {302, 403, 404}
            assert b"It was so" not in answer.content
        answer = send(client, "decide", key=key(comment), outcome="KEEP")
        assert answer.status_code in {302, 403, 404}
        assert status(comment) == "PENDING"

    def test_is_never_kept(self):
        hold()

        page = client_of(make_moderator()).get(QUEUE)

        assert "no-store" in page["Cache-Control"]

    def test_shows_hostile_text_as_text(self):
        make_comment(
            thread=make_thread(mode="HELD", title="<script>alert(1)</script>"),
            author=make_guest(name="<b onclick=x>"),
            text="<script>alert(2)</script>",
        )

        html = client_of(make_moderator()).get(QUEUE).content.decode()

        assert "<script>alert" not in html
        assert "<b onclick" not in html

    @pytest.mark.parametrize("size", [1, 12])
    def test_costs_the_same_however_much_there_is(
        self, django_assert_max_num_queries, size
    ):
        thread = make_thread(mode="HELD")
        author = make_reader()
        for number in range(size):
            make_comment(
                thread=thread,
                author=author,
                now=timezone.now() - timedelta(minutes=2 * (size - number)),
            )
            make_comment(thread=thread, author=make_guest(name=f"Guest {number}"))
        client = client_of(make_moderator())
        client.get(QUEUE)

        with django_assert_max_num_queries(46):
            client.get(QUEUE)


class TestItem:
    def test_is_a_part_of_the_page_for_the_script(self):
        comment = hold()

        answer = client_of(make_moderator()).get(
            f"{QUEUE}items/{key(comment)}/", headers=JSON
        )

        assert answer.json()["waits"] is True
        assert "It was so." in answer.json()["html"]
        assert "<html" not in answer.json()["html"]

    def test_leads_to_the_queue_without_the_script(self):
        comment = hold()

        answer = client_of(make_moderator()).get(f"{QUEUE}items/{key(comment)}/")

        assert answer["Location"] == f"{QUEUE}?item={key(comment)}"

    def test_shows_history_discussion_findings_and_notes(self):
        thread, guest = make_thread(), make_guest(name="Young Nadia")
        before = make_comment(thread=thread, author=guest, text="Said before.")
        removed = make_comment(thread=thread, author=guest, text="Foul words.")
        who = make_moderator()
        actions.issue_decision(
            comment=removed,
            moderator=who,
            outcome="REMOVE",
            now=before.posted_at,
            **REASONS,
        )
        guest.name = "Old Nadia"
        reply = make_comment(parent=before, author=guest, text="Said now.")
        actions.report_comment(
            comment=reply,
            reporter=make_reader(name="Rana"),
            address_hash="",
            rule="hatred",
            sentence="Read it twice.",
            now=timezone.now(),
        )
        actions.write_note(
            moderator=who, about=guest, text="Seen before.", now=timezone.now()
        )

        page = client_of(make_moderator()).get(QUEUE, {"item": key(reply)})

        item = page.context["item"]
        assert [said.id for said in item.around] == [before.pk, reply.pk]
        assert [report.sentence for report in item.reports] == ["Read it twice."]
        assert item.history.names == ("Old Nadia", "Young Nadia")
        assert (item.history.published, item.history.removed) == (2, 1)
        assert [each.rule for each in item.history.decisions] == ["personal attack"]
        assert [note.text for note in item.notes] == ["Seen before."]
        html = page.content.decode()
        for words in ("Read it twice.", "Rana", "Foul words.", "Seen before."):
            assert words in html

    def test_shows_what_was_reported_though_it_was_withdrawn(self):
        comment = make_comment(text="Gone by now.")
        actions.report_comment(
            comment=comment,
            reporter=make_reader(),
            address_hash="",
            rule="hatred",
            sentence="",
            now=timezone.now(),
        )
        discussion.withdraw_comment(comment=comment, now=timezone.now())

        html = client_of(make_moderator()).get(QUEUE).content.decode()

        assert "Gone by now." in html

    def test_says_who_has_decided_about_what_no_longer_waits(self):
        comment, who = hold(), make_moderator()
        actions.issue_decision(
            comment=comment, moderator=who, outcome="KEEP", now=timezone.now()
        )

        page = client_of(make_moderator()).get(QUEUE, {"item": key(comment)})

        html = page.content.decode()
        assert "No longer waiting." in html
        assert who.name in html
