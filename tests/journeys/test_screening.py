"""A guest borrows a reader's name: the comment is held, and they are shown why."""

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.stories import comment, open_story, post_as_guest, wait_for_composer

pytestmark = pytest.mark.browser

# Names in which those of readers who wrote under the story can be read.
BORROWED = {"en": "Young _harbourcat_", "ar": "أخت بنت المينا"}
WAITING = "Waiting for a moderator. Only you can see this."
WHY = "The name that you gave is that of a registered reader who wrote here."


class TestBorrowedName:
    def test_is_held_and_shown_why_until_a_moderator_has_seen_it(
        self, visitors, paper, language, words
    ):
        guest, other = (visitors.arrive(language) for _ in range(2))
        page = visitors.arrive()
        text = f"I purr, therefore I am ({language})."
        story = open_story(guest, language)

        held = post_as_guest(guest, words, text, name=BORROWED[language])

        expect(held).to_contain_text(words(WAITING))
        expect(held).to_contain_text(words(WHY))
        guest.reload()
        expect(held).to_contain_text(words(WHY))
        guest.goto(f"/{language}/me/comments/")
        expect(held).to_contain_text(words(WHY))
        other.goto(story)
        wait_for_composer(other)
        expect(other.get_by_text(text)).to_have_count(0)

        desk.sign_in(page, paper, "Moderator")
        page.goto("/desk/comments/?show=held")
        entry = page.get_by_role("row").filter(has_text=text)
        entry.get_by_role("button", name="Publish").click()
        expect(entry).to_have_count(0)
        other.reload()
        expect(comment(other, text)).to_be_visible()
        expect(other.get_by_text(words(WHY))).to_have_count(0)

    def test_is_held_and_shown_why_without_a_script(self, visitors, language, words):
        guest = visitors.arrive(language, script=False)
        open_story(guest, language)
        text = f"I purr without a script ({language})."

        post_as_guest(guest, words, text, name=BORROWED[language])
        guest.get_by_role("button", name=words("Post"), exact=True).click()

        expect(comment(guest, text)).to_contain_text(words(WHY))
        assert guest.url.partition("#")[0].endswith(f"/{language}/me/comments/")
