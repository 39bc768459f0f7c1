"""Deciding through HTTP: from a comment's page, by the script, and from the desk."""

import pytest
from django.test import Client

from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.moderation import actions
from hiwar.moderation.models import Decision
from tests.factories import (
    NOW,
    make_comment,
    make_comments,
    make_guest,
    make_paper,
    make_reader,
    make_screening,
    make_thread,
)

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
REMOVE = {"outcome": "REMOVE", "rule": "spam", "explanation": "It sells tyres."}


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


def client_of(role=None):
    client = Client()
    client.force_login(make_reader(role=role))
    return client


def address(comment):
    return f"/en/comments/{comment.pk}/decide/"


class TestDecide:
    def test_shows_the_comment_and_its_reasons_to_a_moderator(self):
        make_screening("held_word", words="casino")
        comment = make_comment(text="The *casino* again")

        page = client_of(Role.MODERATOR).get(address(comment))

        html = page.content.decode()
        assert page.status_code == 200
        assert "<em>casino</em>" in html
        assert "held word" in html
        assert "no-store" in page["Cache-Control"]

    def test_removes_without_a_script(self):
        comment, client = make_comment(), client_of(Role.MODERATOR)

        answer = client.post(address(comment), REMOVE)

        comment.refresh_from_db()
        assert (answer.status_code, comment.status) == (303, "REMOVED")
        assert "It sells tyres." in client.get(answer["Location"]).content.decode()

    def test_answers_the_script_with_the_line_and_back(self):
        comment, client = make_comment(text="Buy tyres"), client_of(Role.MODERATOR)

        removed = client.post(address(comment), REMOVE, headers=JSON).json()
        restored = client.post(
            address(comment), {"outcome": "RESTORE"}, headers=JSON
        ).json()

        assert "Removed by a moderator: advertising or spam." in removed["html"]
        assert "Buy tyres" not in removed["html"]
        assert "data-removed" in removed["html"]
        assert "Buy tyres" in restored["html"]
        assert (removed["count"], restored["count"]) == ("0", "1")

    @pytest.mark.parametrize(
        ("fields", "status"),
        [
            ({}, 422),
            ({"outcome": "DELETE"}, 422),
            ({"outcome": "REMOVE"}, 422),
            ({**REMOVE, "rule": "because"}, 422),
            ({**REMOVE, "explanation": ""}, 422),
            ({**REMOVE, "explanation": "x" * 2_001}, 422),
            ({**REMOVE, "moderator": "1"}, 422),
            ({**REMOVE, "explanation": ["a", "b"]}, 422),
            ({"outcome": "RESTORE"}, 409),
            ({"outcome": "KEEP"}, 409),
        ],
    )
    def test_refuses_what_does_not_do(self, fields, status):
        comment, client = make_comment(), client_of(Role.MODERATOR)

        in_html = client.post(address(comment), fields)
        in_json = client.post(address(comment), fields, headers=JSON)

        assert in_html.status_code == in_json.status_code == status
        assert in_json.json()["code"]
        assert Decision.objects.count() == 0

    def test_keeps_the_typed_explanation(self):
        page = client_of(Role.MODERATOR).post(
            address(make_comment()), {**REMOVE, "rule": ""}
        )

        assert "It sells tyres.</textarea>" in page.content.decode()

    def test_needs_the_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(make_reader(role=Role.MODERATOR))

        assert client.post(address(make_comment()), REMOVE).status_code == 403


MAY = {
    "nobody": False,
    "guest": False,
    "reader": False,
    "author": False,
    Role.REPORTER: False,
    Role.EDITOR: True,
    Role.MODERATOR: True,
}


class TestRights:
    @pytest.mark.parametrize("who", MAY)
    @pytest.mark.parametrize("state", ["PUBLISHED", "PENDING", "REMOVED", "WITHDRAWN"])
    def test_hold_for_every_role_and_every_state(self, who, state):
        author = make_reader()
        comment = make_comment(author=author)
        Comment.objects.filter(pk=comment.pk).update(status=state)
        client = Client()
        if who == "author":
            client.force_login(author)
        elif who not in {"nobody", "guest"}:
            client.force_login(make_reader(role=None if who == "reader" else who))

        shown = client.get(address(comment))
        decided = client.post(address(comment), REMOVE, headers=JSON)

        comment.refresh_from_db()
        assert shown.status_code == (200 if MAY[who] else 404)
        if not MAY[who]:
            assert decided.status_code == 404
            assert comment.status == state
            assert Decision.objects.count() == 0
        else:
            assert comment.status == "REMOVED"

    @pytest.mark.parametrize("who", MAY)
    def test_hold_in_the_desk(self, who):
        comment = make_comment()
        client = Client()
        if who not in {"nobody", "guest"}:
            role = who if isinstance(who, Role) else None
            client.force_login(make_reader(role=role))

        listed = client.get("/desk/comments/")
        decided = client.post(f"/desk/comments/{comment.pk}/decide/", REMOVE)

        comment.refresh_from_db()
        assert (listed.status_code == 200) == MAY[who]
        assert (comment.status == "REMOVED") == MAY[who]
        assert decided.status_code in ({302} if MAY[who] else {302, 403, 404})

    def test_say_the_same_of_hidden_and_missing(self):
        hidden = make_comment(thread=make_thread(mode="HELD"))
        here = f"/comments/{hidden.pk}/".encode()
        client = client_of()

        answers = [
            client.get(f"/en/comments/{number}/decide/").content
            for number in (hidden.pk, 99_999)
        ]

        assert answers[0].replace(here, b"/comments/99999/") == answers[1]


class TestDesk:
    def test_lists_what_waits_first_and_then_the_newest(self):
        old = make_comment(text="Old words")
        held = make_comment(thread=make_thread(mode="HELD"), text="Held words")
        new = make_comment(text="New words", author=make_guest(name="Bashir"))

        page = client_of(Role.MODERATOR).get("/desk/comments/")

        entries = [entry.id for entry in page.context["view"].entries]
        assert entries == [held.pk, new.pk, old.pk]
        assert "Waiting (1)" in page.content.decode()

    def test_filters(self):
        make_comment()
        held = make_comment(thread=make_thread(mode="HELD"))
        removed = make_comment()
        discussion.remove_comment(comment=removed, now=NOW)
        client = client_of(Role.EDITOR)

        def shown(name):
            page = client.get("/desk/comments/", {"show": name})
            return [entry.id for entry in page.context["view"].entries]

        assert shown("held") == [held.pk]
        assert shown("removed") == [removed.pk]
        assert len(shown("published")) == 1
        assert client.get("/desk/comments/?show=secret").status_code == 404

    def test_shows_nothing_of_what_was_taken_back(self):
        comment = make_comment(text="Regretted words")
        discussion.withdraw_comment(comment=comment, now=NOW)
        client = client_of(Role.MODERATOR)

        for page in ("/desk/comments/", address(comment)):
            assert "Regretted" not in client.get(page).content.decode()

    @pytest.mark.parametrize("show", ["all", "held", "published", "removed"])
    def test_goes_on_page_by_page(self, show):
        comments = make_comments(thread=make_thread(), number=65)
        states = {"held": "PENDING", "removed": "REMOVED"}
        Comment.objects.update(status=states.get(show, "PUBLISHED"))
        client, seen, page = client_of(Role.MODERATOR), [], ""

        while page is not None:
            query = {"show": show, "page": page}
            view = client.get("/desk/comments/", query).context["view"]
            seen += [entry.id for entry in view.entries]
            page = view.next_page

        assert sorted(seen) == [comment.pk for comment in comments]

    @pytest.mark.parametrize("size", [1, 25])
    def test_costs_the_same_however_much_there_is(
        self, django_assert_max_num_queries, size
    ):
        moderator = make_reader(role=Role.MODERATOR)
        held = make_thread(mode="HELD")
        for _ in range(size):
            make_comment(thread=held)
            actions.issue_decision(
                comment=make_comment(), moderator=moderator, now=NOW, **REMOVE
            )
        client = Client()
        client.force_login(moderator)
        client.get("/desk/comments/")

        with django_assert_max_num_queries(22):
            client.get("/desk/comments/")

    def test_decides_and_leads_back_to_where_one_was(self):
        comment = make_comment(thread=make_thread(mode="HELD"))
        client = client_of(Role.MODERATOR)

        answer = client.post(
            f"/desk/comments/{comment.pk}/decide/",
            {"outcome": "KEEP", "next": "/desk/comments/?show=held"},
        )

        comment.refresh_from_db()
        assert comment.status == "PUBLISHED"
        assert answer["Location"] == "/desk/comments/?show=held"

    @pytest.mark.parametrize(
        "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
    )
    def test_leads_nowhere_else(self, elsewhere):
        comment = make_comment()

        answer = client_of(Role.MODERATOR).post(
            f"/desk/comments/{comment.pk}/decide/", {**REMOVE, "next": elsewhere}
        )

        assert answer["Location"] == "/desk/comments/"

    def test_says_what_was_refused(self):
        comment = make_comment()

        page = client_of(Role.MODERATOR).post(
            f"/desk/comments/{comment.pk}/decide/", {"outcome": "RESTORE"}, follow=True
        )

        assert "This comment has not been removed." in page.content.decode()

    def test_shows_one_discussion_alone(self):
        here = make_comment()
        make_comment()
        make_comment(thread=make_thread(mode="HELD"))
        client = client_of(Role.MODERATOR)

        page = client.get("/desk/comments/", {"thread": here.thread_id})

        assert [entry.id for entry in page.context["view"].entries] == [here.pk]
        for wrong in ("99999", "x", "-1"):
            asked = client.get("/desk/comments/", {"thread": wrong})
            assert asked.status_code == 404

    def test_begins_a_long_comment_and_keeps_the_rest_at_hand(self):
        long = make_comment(text="Tyres & <b>more</b>\n\n" + "word " * 200)
        short = make_comment(text="Short words")

        page = client_of(Role.MODERATOR).get("/desk/comments/")

        entries = {entry.id: entry for entry in page.context["view"].entries}
        assert entries[short.pk].excerpt == ""
        assert entries[long.pk].excerpt.startswith("Tyres & <b>more</b> word word")
        assert len(entries[long.pk].excerpt) <= 240
        html = page.content.decode()
        assert "Tyres &amp; &lt;b&gt;more" in html
        assert html.count("word ") > 200

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_says_on_the_first_page_what_waits(self, number):
        thread = make_thread(mode="HELD")
        for _ in range(number):
            make_comment(thread=thread)

        page = client_of(Role.MODERATOR).get("/desk/").content.decode()

        assert ("Work on the queue" in page) == bool(number)
        assert "for a moderator." in page
        others = client_of(Role.REPORTER).get("/desk/").content.decode()
        assert "for a moderator." not in others

    def test_stands_in_the_menu_of_those_who_may_moderate(self):
        for role, is_shown in ((Role.MODERATOR, True), (Role.REPORTER, False)):
            page = client_of(role).get("/desk/").content.decode()
            assert ("/desk/comments/" in page) == is_shown

    def test_shows_hostile_text_as_text(self):
        make_comment(
            thread=make_thread(mode="HELD", title="<script>alert(1)</script>"),
            author=make_guest(name="<b onclick=x>"),
            text="<script>alert(2)</script>",
        )

        html = client_of(Role.MODERATOR).get("/desk/comments/").content.decode()

        assert "<script>alert" not in html
        assert "<b onclick" not in html
