"""A moderator takes a comment down and puts it back; another waits to be seen."""

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.paper import Words
from tests.journeys.stories import comment, open_story, post_as_guest, wait_for_composer

pytestmark = pytest.mark.browser

WORDS = Words("en")
RULE = "personal attack"


class TestModerator:
    def test_removes_a_comment_with_a_reason_and_restores_it(self, visitors, paper):
        guest, page = visitors.arrive(), visitors.arrive()
        text = "All ferrymen sleep at noon."
        story = open_story(guest)
        guest.locator("[data-reply]").first.click()
        shown = post_as_guest(guest, WORDS, text, name="Rude by Night")
        expect(shown).to_be_focused()
        number = shown.get_attribute("data-comment")

        desk.sign_in(page, paper, "Moderator")
        page.goto(story)
        wait_for_composer(page)
        offending = page.locator(f"[data-comment='{number}']")
        offending.get_by_text("Remove", exact=True).click()
        offending.get_by_label("Rule, shown to all readers").select_option(label=RULE)
        offending.get_by_label("Why, in a sentence or two. The author reads it.").fill(
            "A whole trade."
        )
        offending.get_by_role("button", name="Remove it").click()
        expect(page.locator("[data-status]")).to_have_text(
            "The comment has been removed."
        )

        guest.reload()
        line = guest.locator(f"#comment-{number}")
        expect(line).to_have_text(f"Removed by a moderator: {RULE}.")
        expect(guest.get_by_text(text)).to_have_count(0)

        page.goto("/desk/comments/")
        entry = page.locator(f"#comment-{number}")
        expect(entry).to_contain_text("A whole trade.")
        entry.get_by_role("button", name="Restore").click()
        expect(entry.get_by_text("Remove", exact=True)).to_be_visible()

        guest.reload()
        expect(line).to_contain_text(text)

    def test_sees_first_what_a_guest_writes_under_a_borrowed_name(
        self, visitors, paper
    ):
        guest, other, page = (visitors.arrive() for _ in range(3))
        text = "I purr therefore I am."
        story = open_story(guest)

        held = post_as_guest(guest, WORDS, text, name="Young _harbourcat_")

        expect(held).to_contain_text("Waiting for a moderator. Only you can see this.")
        expect(guest.locator("[data-status]")).to_contain_text(
            "waiting for a moderator"
        )
        guest.goto("/en/me/comments/")
        expect(held).to_be_visible()
        other.goto(story)
        wait_for_composer(other)
        expect(other.get_by_text(text)).to_have_count(0)

        desk.sign_in(page, paper, "Moderator")
        page.goto("/desk/moderation/?why=held&finding=borrowed_name")
        line = page.locator("[data-rows] li").filter(has_text=text)
        line.locator(".queue-open").click()
        expect(page.locator(".said-row.is-it")).to_contain_text(text)
        page.locator(".acts button[value=KEEP]").click()
        expect(page.locator("[data-undo]")).to_be_visible()
        expect(line).to_have_count(0)
        other.reload()
        expect(comment(other, text)).to_be_visible()
