import re

import pytest
from django.test import Client

from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion import selectors
from hiwar.discussion.models import ScreeningRule
from hiwar.kernel import changes
from tests.factories import (
    make_comment,
    make_guest,
    make_paper,
    make_reader,
    make_screening,
    make_section,
    make_thread,
)

pytestmark = pytest.mark.django_db

RULES = "/desk/moderation/rules/"
SET = {"section": "", "verdict": "HOLD", "threshold": "3", "doing": "set"}


def client_of(role):
    client = Client()
    client.force_login(make_reader(role=role))
    return client


@pytest.fixture
def client():
    make_paper()
    return client_of(Role.MODERATOR)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


class TestRulesInTheDesk:
    def test_are_listed_with_what_they_do_and_why(self, client):
        make_screening("links", verdict="REFUSE", threshold=5)

        page = text_of(client.get(RULES))

        assert "Many links" in page
        assert "More links in a comment than are allowed." in page
        assert "Links that are allowed: 5" in page
        assert "Refused" in page

    def test_are_set_for_the_whole_site(self, client):
        answer = client.post(f"{RULES}links/", {**SET, "threshold": "7"}, follow=True)

        assert "The rule holds from now on." in text_of(answer)
        assert selectors.get_settings(section="")["links"].threshold == 7

    def test_are_set_for_a_section_and_unset_again(self, client):
        section = str(make_section(name="Sport").pk)
        words = {**SET, "section": section, "words": "casino\r\nكازينو"}

        client.post(f"{RULES}held_word/", words)
        there = f"{RULES}held_word/?section={section}"
        page = client.get(there).content.decode()

        assert "casino\r\nكازينو" in page.replace("\n", "\r\n").replace("\r\r", "\r")
        assert selectors.get_settings(section=section)["held_word"].words
        assert not selectors.get_settings(section="")["held_word"].words
        client.post(there, {**words, "doing": "unset"})
        assert not ScreeningRule.objects.exists()

    def test_are_tried_before_they_are_set(self, client):
        thread = make_thread(title="Night ferry stays")
        make_comment(thread=thread, text="A c4sino on the harbour?")
        make_comment(thread=thread, text="No, thank you.")
        sent = {**SET, "words": "casino", "doing": "try"}

        page = text_of(client.post(f"{RULES}held_word/", sent))

        assert "would have held 1 of the last 2 comments" in page
        assert "A c4sino on the harbour?" in page
        assert "No, thank you." not in page
        assert not ScreeningRule.objects.exists()

    def test_show_what_they_would_have_held_as_they_are(self, client):
        thread = make_thread()
        make_comment(thread=thread, author=make_reader(name="_harbourcat_"))
        make_comment(thread=thread, author=make_guest(name="Old _harbourcat_"))

        page = text_of(client.get(f"{RULES}borrowed_name/"))

        assert "would have held 1 of the last 2 comments" in page

    @pytest.mark.parametrize("doing", ["try", "set"])
    def test_say_no_to_what_makes_no_sense(self, client, doing):
        sent = {**SET, "threshold": "-1", "doing": doing}

        answer = client.post(f"{RULES}links/", sent)

        assert answer.status_code == 422
        assert "This rule cannot be set like this." in text_of(answer)

    @pytest.mark.parametrize("path", [f"{RULES}magic/", f"{RULES}?section=999"])
    def test_that_are_not_there_are_not_found(self, client, path):
        assert client.get(path).status_code == 404

    def test_are_not_set_where_there_is_no_such_section(self, client):
        answer = client.post(f"{RULES}links/", {**SET, "section": "999"})

        assert answer.status_code == 404
        assert not ScreeningRule.objects.exists()

    def test_are_no_business_of_reporters(self):
        make_paper()

        answer = client_of(Role.REPORTER).post(f"{RULES}links/", SET)

        assert answer.status_code in {302, 403, 404}
        assert not ScreeningRule.objects.exists()

    @pytest.mark.parametrize("name", ["", "held_word/", "borrowed_name/", "links/"])
    def test_speak_arabic(self, client, name):
        client.cookies["django_language"] = "ar"

        assert client.get(f"{RULES}{name}").status_code == 200


class TestTermsOfAPlace:
    SENT = {"section": "", "mode": "HELD", "slow_minutes": "5"}

    def test_are_an_editors_decision(self, client):
        client.post(f"{RULES}place/", self.SENT)
        assert selectors.get_place(section="").mode == ""

        client_of(Role.EDITOR).post(f"{RULES}place/", self.SENT)

        place = selectors.get_place(section="")
        assert (place.mode, place.slow_minutes) == ("HELD", 5)

    def test_hold_in_a_section(self):
        make_paper()
        section = str(make_section(name="Sport").pk)

        client_of(Role.EDITOR).post(f"{RULES}place/", {**self.SENT, "section": section})

        held = make_comment(thread=make_thread(section=section))
        shown = make_comment(thread=make_thread(section="0"))
        assert (held.status, shown.status) == ("PENDING", "PUBLISHED")


class TestModerateThread:
    def test_closes_with_a_note_that_readers_see(self, client):
        thread = make_thread(key="article:1")
        there = "/en/threads/article:1/moderate/"
        before = len(changes.topics())

        sent = {"is_closed": "on", "note": "The trial begins.", "slow_minutes": "0"}
        answer = client.post(there, sent, follow=True)

        assert "The change has been saved." in text_of(answer)
        thread.refresh_from_db()
        assert (thread.closing_note, thread.closed_at is None) == (
            "The trial begins.",
            False,
        )
        assert f"thread:{thread.pk}" in changes.topics()[before:]

    def test_opens_again_and_slows_down(self, client):
        thread = make_thread(key="article:1")
        discussion.close_thread(thread=thread, note="Later.", now=thread.opened_at)

        client.post("/en/threads/article:1/moderate/", {"slow_minutes": "10"})

        thread.refresh_from_db()
        found = (thread.closed_at, thread.closing_note, thread.slow_minutes)
        assert found == (None, "", 10)

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({"slow_minutes": "2000"}, "slowed by a day at most"),
            ({"is_closed": "on", "note": "x" * 301}, "at most 300 characters"),
        ],
    )
    def test_gives_back_what_cannot_be(self, client, sent, words):
        thread = make_thread(key="article:1")

        answer = client.post("/en/threads/article:1/moderate/", sent)

        assert answer.status_code == 422
        assert words in text_of(answer)
        thread.refresh_from_db()
        assert (thread.closed_at, thread.slow_minutes) == (None, 0)

    def test_is_not_there_for_readers(self):
        make_thread(key="article:1")
        reader = Client()
        reader.force_login(make_reader())

        for client in (reader, Client()):
            assert client.get("/en/threads/article:1/moderate/").status_code == 404


class TestTrust:
    def test_lets_a_reader_pass_from_then_on_and_is_taken_back(self, client):
        make_screening("held_word", words="casino")
        reader = make_reader()
        held = make_comment(author=reader, text="The casino.")
        there = {"key": f"c{held.pk}", "next": "/desk/moderation/"}

        client.post("/desk/moderation/trust/", {**there, "is_trusted": "on"})
        reader.refresh_from_db()
        passed = make_comment(author=reader, text="The casino again.")
        client.post("/desk/moderation/trust/", there)
        reader.refresh_from_db()

        assert (passed.status, reader.is_trusted) == ("PUBLISHED", False)

    def test_is_offered_beside_what_a_reader_wrote(self, client):
        make_screening("held_word", words="casino")
        reader = make_comment(author=make_reader(), text="The casino.")
        guest = make_comment(author=make_guest(), text="The casino.")

        pages = [
            text_of(client.get(f"/desk/moderation/?item=c{comment.pk}"))
            for comment in (reader, guest)
        ]

        assert ["Trust: never hold" in page for page in pages] == [True, False]

    def test_is_not_given_to_a_guest(self, client):
        comment = make_comment(author=make_guest())
        sent = {"key": f"c{comment.pk}", "is_trusted": "on"}

        answer = client.post("/desk/moderation/trust/", sent, follow=True)

        assert "There is nothing at this address." in text_of(answer)
