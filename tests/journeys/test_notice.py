"""Somebody without an account gives notice of a comment, and is told what came."""

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.stories import comment, open_story, post_as_guest

pytestmark = pytest.mark.browser

# Two that are not alike: what says nearly the same twice is held.
LIES = {
    "en": "Your neighbour burned the mill down, everybody knows it.",
    "ar": "شقيق الطحّان هو من أشعل النار في المستودع، والكل يعرف ذلك.",
}
WHY = "He was in hospital that night, as the police have said."


class TestNotice:
    def test_brings_a_receipt_and_the_decision_without_an_account(
        self, visitors, paper, language, words
    ):
        guest, page = visitors.arrive(language), visitors.arrive(language, script=False)
        moderator = visitors.arrive(language)
        text, address = LIES[language], f"rana-{language}@example.org"
        story = open_story(guest, language)
        posted = post_as_guest(guest, words, text, name=f"Hearsay {language}")
        expect(posted).to_be_focused()
        number = posted.get_attribute("data-comment")

        # Something is missing, and nothing of what was typed is lost.
        page.watch.expect(422)
        page.goto(f"{story.partition('#')[0]}?order=newest")
        comment(page, text).get_by_role("link", name=words("Report")).click()
        page.get_by_role("link", name=words("It is illegal")).click()
        page.get_by_label(words("Why is it illegal?")).fill(WHY)
        page.get_by_label(words("Your name")).fill("Rana")
        page.get_by_label(words("Your e-mail")).fill(address)
        page.get_by_role("button", name=words("Send the notice")).click()
        expect(page.get_by_role("alert")).to_contain_text(words("Not sent yet."))
        expect(page.get_by_label(words("Why is it illegal?"))).to_have_value(WHY)
        page.get_by_role("checkbox").last.check()
        page.get_by_role("button", name=words("Send the notice")).click()

        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text(words("We have received your notice"))
        expect(page.get_by_text(WHY)).to_be_visible()
        private = page.url
        receipt = paper.letter_for(address, words("We have received your notice"))
        assert private in receipt
        assert WHY not in receipt

        desk.sign_in(moderator, paper, "Moderator")
        moderator.goto(f"/{language}/comments/{number}/decide/")
        moderator.locator("#id_rule").select_option("defamation")
        moderator.locator("#id_explanation").fill("It names a man and proves nothing.")
        moderator.get_by_role("button", name=words("Remove it")).click()
        expect(moderator.locator(".held")).to_be_visible()

        removed = words("The comment has been removed")
        told = paper.letter_for(address, words("What was decided about your notice"))
        assert private in told
        assert "It names a man and proves nothing." in told
        page.goto(private)
        expect(heading).to_have_text(removed)
        expect(page.get_by_text("It names a man and proves nothing.")).to_be_visible()

        # Its author, whom only this browser knows, is told on the page.
        guest.goto(story)
        guest.get_by_role("link", name=words("Why, and how to object")).click()
        expect(guest.get_by_role("heading", level=1)).to_have_text(
            words("Why your comment was removed")
        )
        expect(guest.get_by_text("It names a man and proves nothing.")).to_be_visible()

    def test_is_for_nobody_who_does_not_know_its_address(self, visitors):
        page = visitors.arrive()
        page.watch.expect(404)

        answer = page.goto(f"/en/notices/{'k' * 43}/")

        assert answer.status == 404
