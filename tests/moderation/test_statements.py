"""Statements of reasons: the page and the letter that say why (Article 17)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from hiwar.accounts import guests
from hiwar.accounts.roles import Role
from hiwar.discussion.models import Finding
from hiwar.moderation import actions, selectors
from hiwar.moderation.models import Decision, Statement
from tests.factories import (
    NOW,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
    make_thread,
)
from tests.moderation.post import LATER, letters, run_due
from tests.security.world import guest_client

pytestmark = pytest.mark.django_db

WHY = "It calls another reader <an idiot>."


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


@pytest.fixture
def moderator():
    return make_reader(role=Role.MODERATOR)


def remove(moderator, *comments, rule="personal_attack", now=NOW, **how):
    return actions.issue_decision(
        targets=comments,
        moderator=moderator,
        outcome="REMOVE",
        rule=rule,
        explanation=WHY,
        now=now,
        **how,
    )


def statement_of(decision):
    return Statement.objects.with_reasons().get(decision=decision)


def view_of(decision, now=LATER):
    return selectors.get_statement_view(statement=statement_of(decision), now=now)


def page_of(decision, client=None, language="en"):
    key = statement_of(decision).key
    return (client or Client()).get(f"/{language}/statements/{key}/")


class TestStatementView:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_says_all_that_the_law_asks_for(self, moderator, language):
        comment = make_comment(thread=make_thread(title="The night ferry"))
        decision = remove(moderator, comment)

        with translation.override(language):
            view = view_of(decision)

        assert len(view.restriction) == 2
        assert "The night ferry" in view.circumstances[0]
        assert len(view.circumstances) == 3
        assert view.automation
        assert (view.ground.is_law, view.ground.why) == (False, WHY)
        assert view.ground.name
        assert view.ground.means
        assert len(view.redress) == 3
        assert [sealed.html for sealed in view.comments] == [comment.html]

    def test_names_the_law_where_one_is_broken(self, moderator):
        decision = remove(
            moderator, make_comment(), rule="illegal", legal_ground="Penal Code, § 111"
        )

        ground = view_of(decision).ground

        assert (ground.is_law, ground.name, ground.why) == (
            True,
            "Penal Code, § 111",
            WHY,
        )

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("OWN", "own initiative"),
            ("REPORT", "Readers had reported it"),
            ("NOTICE", "notice under Article 16"),
            ("APPEAL", "objected to"),
        ],
    )
    def test_says_what_made_a_moderator_look(self, moderator, source, words):
        decision = remove(moderator, make_comment(), source=source)

        assert words in " ".join(view_of(decision).circumstances)

    def test_says_when_a_program_pointed_it_out(self, moderator):
        found, not_found = make_comment(), make_comment()
        Finding.objects.create(comment=found, name="links", words="12")

        by_program = view_of(remove(moderator, found)).automation
        by_people = view_of(remove(moderator, not_found)).automation

        assert "A program pointed it out" in by_program
        assert "No program took part" in by_people

    def test_shows_an_author_nothing_of_another(self, moderator):
        own, foreign = make_comment(text="Mine."), make_comment(text="Not mine.")
        decision = remove(moderator, own, foreign)

        for comment in (own, foreign):
            given = Statement.objects.with_reasons().get(
                decision=decision, reader=comment.reader
            )
            view = selectors.get_statement_view(statement=given, now=LATER)
            assert [sealed.html for sealed in view.comments] == [comment.html]
            assert view.number_of_comments == 1

    @pytest.mark.parametrize(
        ("outcome", "title"),
        [
            ("WARN", "Why you were warned"),
            ("PAUSE", "Why you cannot comment for a while"),
            ("BAN", "Why you cannot comment any more"),
            ("HIDE_NAME", "Why your name is hidden"),
        ],
    )
    def test_says_what_became_of_a_person_and_until_when(
        self, moderator, outcome, title
    ):
        until = {"until": NOW + timedelta(days=3)} if outcome == "PAUSE" else {}
        decision = actions.issue_decision(
            targets=[make_reader()],
            moderator=moderator,
            outcome=outcome,
            rule="hatred",
            explanation=WHY,
            now=NOW,
            **until,
        )

        view = view_of(decision)

        assert view.title == title
        assert view.comments == ()
        assert ("19 February 2017" in " ".join(view.restriction)) == bool(until)

    @pytest.mark.parametrize("size", [2, 40])
    def test_costs_the_same_however_many_comments_were_removed(
        self, moderator, django_assert_num_queries, size
    ):
        author = make_guest()
        comments = [
            make_comment(author=author, now=NOW + timedelta(minutes=number))
            for number in range(size)
        ]
        decision = remove(moderator, *comments)

        with django_assert_num_queries(2):
            view_of(decision)


class TestStatementPage:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_is_private_and_never_kept(self, moderator, language):
        page = page_of(remove(moderator, make_comment()), language=language)

        html = page.content.decode()
        assert page.status_code == 200
        assert page["Cache-Control"] == (
            "max-age=0, no-cache, no-store, must-revalidate, private"
        )
        assert 'name="robots" content="noindex"' in html
        assert escape(WHY) in html

    def test_is_not_there_for_a_key_that_nobody_has(self, client):
        assert client.get(f"/en/statements/{'k' * 43}/").status_code == 404

    def test_is_gone_when_the_decision_was_undone_at_once(self, moderator):
        decision = remove(moderator, make_comment())
        actions.undo(
            decision=decision, moderator=moderator, now=NOW + timedelta(seconds=5)
        )

        assert page_of(decision).status_code == 404

    def test_says_when_the_decision_was_taken_back(self, moderator):
        comment = make_comment()
        decision = remove(moderator, comment)
        actions.issue_decision(
            targets=[comment],
            moderator=moderator,
            outcome="RESTORE",
            reverses=decision,
            now=NOW + timedelta(days=1),
        )

        html = page_of(decision).content.decode()

        assert "taken back on 17 February 2017" in html
        assert 'name="text"' not in html


class TestOwnDecisions:
    def test_lead_a_reader_to_the_statement(self, moderator):
        comment = make_comment()
        decision = remove(moderator, comment)
        client = Client()
        client.force_login(comment.reader)

        html = client.get("/en/me/decisions/").content.decode()
        there = client.get(f"/en/comments/{comment.pk}/reasons/")

        path = f"/en/statements/{statement_of(decision).key}/"
        assert f'href="{path}"' in html
        assert there["Location"] == path

    def test_are_those_of_nobody_else(self, moderator):
        comment = make_comment()
        decision = remove(moderator, comment)
        other = Client()
        other.force_login(make_reader())

        html = other.get("/en/me/decisions/").content.decode()
        there = other.get(f"/en/comments/{comment.pk}/reasons/")

        assert statement_of(decision).key not in html
        assert there.status_code == 404

    def test_are_found_by_a_guest_in_the_browser_and_by_the_private_link(
        self, moderator
    ):
        guest = make_guest()
        decision = remove(moderator, make_comment(author=guest))

        at_home = guest_client(guest).get("/en/me/decisions/").content.decode()
        link = f"/en/guests/{guests.link_key(guest)}/"
        elsewhere = Client().get(link)

        assert link in at_home
        assert statement_of(decision).key in at_home
        assert statement_of(decision).key in elsewhere.content.decode()
        assert "no-store" in elsewhere["Cache-Control"]

    def test_are_not_found_by_a_link_that_was_made_up(self):
        guest = make_guest()
        forged = f"{guest.uuid.hex}.{'x' * 43}"

        assert Client().get(f"/en/guests/{forged}/").status_code == 404
        assert Client().get(f"/en/guests/{guest.uuid.hex}/").status_code == 404
        assert Client().get("/en/guests/nobody/").status_code == 404

    def test_are_led_to_from_a_removed_comment_among_one_s_own(self, moderator):
        comment = make_comment(author=make_guest())
        remove(moderator, comment)

        html = guest_client(comment.guest).get("/en/me/comments/").content.decode()

        assert f'href="/en/comments/{comment.pk}/reasons/"' in html

    def test_are_told_to_the_author_on_the_page_of_the_discussion(self, moderator):
        comment = make_comment(author=make_guest())
        remove(moderator, comment)
        address = f"/en/me/discussion/{comment.thread.key}/"

        told = guest_client(comment.guest).get(address).json()
        others = Client().get(address).json()

        assert told["removed"] == [comment.pk]
        assert others["removed"] == []

    def test_say_so_where_spam_is_owed_no_statement(self, moderator):
        comment = make_comment(author=make_guest())
        remove(moderator, comment, rule="spam")

        page = guest_client(comment.guest).get(f"/en/comments/{comment.pk}/reasons/")

        assert page.status_code == 200
        assert "There is no statement of reasons for it" in page.content.decode()


class TestLetter:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_says_the_same_as_the_page_in_the_author_s_language(
        self, moderator, language
    ):
        reader = make_reader(language=language, email="rima@example.org")
        decision = remove(moderator, make_comment(author=reader))

        run_due()

        (letter,) = letters(to="rima@example.org")
        with translation.override(language):
            view = view_of(decision)
            said = [
                *view.restriction,
                *view.circumstances,
                view.automation,
                view.ground.name,
                view.ground.means,
                view.ground.why,
                *view.redress,
            ]
            assert [words for words in said if words not in letter.text] == []
            assert letter.subject == view.title
        assert f"/{language}/statements/{statement_of(decision).key}/" in letter.text

    def test_leaves_after_fifteen_seconds_and_once(self, moderator):
        remove(moderator, make_comment(), now=NOW)

        run_due(NOW + timedelta(seconds=14))
        assert letters() == []

        run_due(NOW + timedelta(seconds=15))
        run_due(NOW + timedelta(seconds=16))
        assert len(letters()) == 1

    def test_does_not_leave_when_the_decision_was_undone(self, moderator):
        decision = remove(moderator, make_comment())
        actions.undo(
            decision=decision, moderator=moderator, now=NOW + timedelta(seconds=9)
        )

        run_due()

        assert letters() == []

    def test_carries_nothing_of_what_was_removed(self, moderator):
        guest = make_guest(name="Casino Palace", email="somebody@example.org")
        remove(moderator, make_comment(author=guest, text="Visit casino.example"))

        run_due()

        (letter,) = letters(to="somebody@example.org")
        assert "asino" not in letter

    def test_goes_to_nobody_where_a_guest_gave_no_address(self, moderator):
        decision = remove(moderator, make_comment(author=make_guest()))

        run_due()

        assert letters() == []
        assert statement_of(decision).mailed_at is None

    def test_is_not_written_where_nothing_was_taken(self, moderator):
        comment = make_comment(thread=make_thread(mode="HELD"))
        actions.issue_decision(
            comment=comment, moderator=moderator, outcome="KEEP", now=NOW
        )

        run_due()

        assert (Decision.objects.count(), Statement.objects.count()) == (1, 0)
        assert letters() == []
