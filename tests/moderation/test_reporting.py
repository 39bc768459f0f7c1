"""Reporting through HTTP: both forms, without an account and without a script."""

from html import unescape

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from hiwar.discussion import actions as discussion
from hiwar.discussion import selectors
from hiwar.moderation.models import Notice, Report
from tests.factories import (
    NOW,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
    make_thread,
)
from tests.moderation.typed import faulty, typed
from tests.security.world import guest_client

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "ar"]
NOTICE = {
    "address": "http://127.0.0.1:8000/comments/1/",
    "explanation": "It says that <b>Karim</b> burned the mill.",
    "name": "Rana Khoury",
    "email": "rana@example.org",
    "is_in_good_faith": "on",
}


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


@pytest.fixture
def stranger():
    """A browser whose forms are checked as everybody's are."""
    return Client(enforce_csrf_checks=True)


def address(comment, *, language="en", kind="report"):
    return f"/{language}/comments/{comment.pk}/report/?as={kind}"


def send(client, comment, *, language="en", kind="report", **fields):
    """Open the form, fill it in, send it."""
    there = address(comment, language=language, kind=kind)
    token = typed(client.get(there))["csrfmiddlewaretoken"]
    return client.post(there, {"csrfmiddlewaretoken": token, **fields})


class TestReport:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_taken_from_anybody_and_answered_with_thanks(self, stranger, language):
        comment = make_comment()

        answer = send(stranger, comment, language=language, rule="off_topic")

        assert answer.status_code == 303
        thanks = stranger.get(answer["Location"])
        with translation.override(language):
            assert translation.gettext("Thank you for your report") in unescape(
                thanks.content.decode()
            )
        assert Report.objects.get().comment == comment

    def test_is_by_whoever_is_signed_in_or_has_a_guest_s_cookie(self):
        comment, reader, guest = make_comment(), make_reader(), make_guest()
        signed_in = Client()
        signed_in.force_login(reader)

        signed_in.post(address(comment), {"rule": "spam"})
        guest_client(guest).post(address(comment), {"rule": "spam"})

        by = Report.objects.values_list("reader", "guest", "address_hash")
        assert set(by) == {(reader.pk, None, ""), (None, guest.pk, "")}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_keeps_what_was_typed_when_it_is_refused(self, stranger, language):
        comment = make_comment()

        answer = send(stranger, comment, language=language, sentence="لأنه <كذب> 🔥")

        assert answer.status_code == 422
        assert typed(answer)["sentence"] == "لأنه <كذب> 🔥"
        with translation.override(language):
            assert translation.gettext("Please choose one of these.") in unescape(
                answer.content.decode()
            )

    def test_says_that_somebody_has_reported_it_already(self, stranger):
        comment = make_comment()
        send(stranger, comment, rule="spam")

        again = send(stranger, comment, rule="spam", sentence="Again.")

        assert again.status_code == 409
        assert "You have reported this comment already" in again.content.decode()
        assert typed(again)["sentence"] == "Again."

    def test_says_when_to_come_back(self, stranger):
        for _ in range(20):
            send(stranger, make_comment(), rule="spam")

        answer = send(stranger, make_comment(), rule="spam")

        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 3600

    def test_keeps_what_was_typed_when_the_comment_has_gone_meanwhile(self, stranger):
        comment = make_comment()
        token = typed(stranger.get(address(comment)))["csrfmiddlewaretoken"]
        discussion.remove_comment(comment=comment, now=NOW)

        answer = stranger.post(
            address(comment),
            {"csrfmiddlewaretoken": token, "rule": "spam", "sentence": "It sells."},
        )

        assert answer.status_code == 404
        assert typed(answer)["sentence"] == "It sells."

    @pytest.mark.parametrize("state", ["missing", "removed", "pending", "unpublished"])
    def test_is_not_offered_for_what_nobody_can_read(self, client, state):
        comment = make_comment(
            thread=make_thread(mode="HELD" if state == "pending" else "OPEN")
        )
        if state == "removed":
            discussion.remove_comment(comment=comment, now=NOW)
        if state == "unpublished":
            comment.thread.is_public = False
            comment.thread.save()
        number = comment.pk + (1000 if state == "missing" else 0)

        page = client.get(f"/en/comments/{number}/report/")

        assert page.status_code == 404

    def test_form_stands_on_a_page_that_nobody_keeps(self, client):
        page = client.get(address(make_comment()))

        assert "no-store" in page["Cache-Control"]
        assert 'name="robots" content="noindex"' in page.content.decode()

    def test_is_offered_under_each_comment(self):
        comment = make_comment()
        view = selectors.get_comment_view(comment=comment)

        html = render_to_string("discussion/comment.html", {"comment": view})

        assert f'href="/en/comments/{comment.pk}/report/"' in html


class TestNotice:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_leads_to_its_private_page(self, stranger, language):
        comment = make_comment()

        answer = send(stranger, comment, language=language, kind="notice", **NOTICE)

        notice = Notice.objects.get()
        assert answer.status_code == 303
        assert answer["Location"] == f"/{language}/notices/{notice.key}/"
        assert notice.language == language
        page = stranger.get(answer["Location"])
        html = page.content.decode()
        assert "It says that &lt;b&gt;Karim&lt;/b&gt; burned the mill." in html
        assert "no-store" in page["Cache-Control"]

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("missing", NOTICE)
    def test_is_refused_at_the_field_that_is_missing(self, stranger, language, missing):
        said = {name: text for name, text in NOTICE.items() if name != missing}

        answer = send(
            stranger, make_comment(), language=language, kind="notice", **said
        )

        assert answer.status_code == 422
        assert faulty(answer) == [missing]
        assert said.items() <= typed(answer).items()
        assert not Notice.objects.exists()

    def test_may_be_without_a_name_about_the_abuse_of_children(self, stranger):
        said = {**NOTICE, "name": "", "email": "", "concerns_abuse_of_children": "on"}

        answer = send(stranger, make_comment(), kind="notice", **said)

        assert answer.status_code == 303
        assert Notice.objects.get().name == ""

    def test_comes_with_the_comment_s_exact_address_and_the_reader_s_name(self, client):
        reader = make_reader(name="Rima", email="rima@example.org")
        client.force_login(reader)
        comment = make_comment()

        page = client.get(address(comment, kind="notice"))

        filled = typed(page)
        assert filled["address"].endswith(f"/comments/{comment.pk}/")
        assert filled["address"].startswith("http")
        assert (filled["name"], filled["email"]) == ("Rima", "rima@example.org")

    def test_sent_twice_by_one_form_leads_to_one_page(self, client):
        comment = make_comment()
        key = typed(client.get(address(comment, kind="notice")))["key"]

        first = client.post(address(comment, kind="notice"), {**NOTICE, "key": key})
        second = client.post(address(comment, kind="notice"), {**NOTICE, "key": key})

        assert first["Location"] == second["Location"]
        assert Notice.objects.count() == 1

    @pytest.mark.parametrize(
        "fields",
        [
            {"settled_by": "1"},
            {"reader": "1"},
            {"explanation": ["one", "two"]},
        ],
    )
    def test_refuses_fields_that_it_does_not_know(self, client, fields):
        answer = client.post(
            address(make_comment(), kind="notice"), {**NOTICE, **fields}
        )

        assert answer.status_code == 422
        assert not Notice.objects.exists()

    @pytest.mark.parametrize("text", ["a\x07b", "x" * 5_001])
    def test_gives_back_what_cannot_be_kept(self, client, text):
        said = {**NOTICE, "explanation": text}

        answer = client.post(address(make_comment(), kind="notice"), said)

        assert answer.status_code == 422
        assert typed(answer)["explanation"] == text
        assert not Notice.objects.exists()


class TestNoticePage:
    def test_is_not_there_for_a_key_that_nobody_has(self, client):
        assert client.get(f"/en/notices/{'k' * 43}/").status_code == 404
        assert client.get("/en/notices/%00/").status_code == 404
