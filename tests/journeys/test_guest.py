"""A guest comments under the story that everybody discusses."""

import pytest
from playwright.sync_api import expect

from tests.journeys.stories import (
    comment,
    number_of_comments,
    open_story,
    post_as_guest,
    write,
)

pytestmark = pytest.mark.browser

POSTED = "Your comment has been posted."
# Readers' names with Cyrillic letters in one, a tatweel and a Persian yeh in the other.
LOOK_ALIKES = {"en": "_hаrbоurcаt_", "ar": "بنـت المینا"}
TAKEN = "This name is taken, or looks like one that is."


class TestGuestWithScript:
    def test_posts_once_in_place_and_answers_it(self, visitors, language, words):
        page = visitors.arrive(language)
        open_story(page, language)
        before = number_of_comments(page)
        text = f"Three clicks, one comment ({language})."

        write(page, words, text, name="Salwa by the sea")
        page.get_by_role("button", name=words("Post as guest")).click(click_count=3)

        # Where the focus is, the third click may have decided.
        posted = comment(page, text)
        expect(page.locator("[data-status]")).to_have_text(words(POSTED))
        expect(posted).to_have_count(1)
        expect(posted.get_by_text(words("(Guest)"))).to_be_visible()
        assert number_of_comments(page) == before + 1

        posted.get_by_role("link", name=words("Reply")).click()
        expect(page.locator("[data-to-name]")).to_have_text("Salwa by the sea")
        answer = post_as_guest(
            page, words, f"I answer myself ({language}).", name="Salwa by the sea"
        )

        expect(page.locator(".replies").filter(has=answer)).to_have_count(1)
        page.reload()
        expect(posted).to_have_count(1)
        expect(answer).to_have_count(1)
        assert number_of_comments(page) == before + 2

        posted.get_by_role("link", name=words("Link")).click()
        expect(page.locator("li:target").filter(has=posted)).to_have_count(1)

    def test_keeps_what_was_typed_when_a_name_is_refused(
        self, visitors, language, words
    ):
        page = visitors.arrive(language)
        page.watch.expect(409)
        open_story(page, language)
        before = number_of_comments(page)

        name = LOOK_ALIKES[language]
        write(page, words, "I am the cat, honestly.", name=name)
        page.get_by_role("button", name=words("Post as guest")).click()

        expect(page.get_by_role("alert")).to_have_text(words(TAKEN))
        field = page.get_by_label(words("Name"), exact=True)
        expect(field).to_be_focused()
        expect(field).to_have_value(name)
        expect(page.get_by_label(words("Your comment"))).to_have_value(
            "I am the cat, honestly."
        )
        assert number_of_comments(page) == before

        field.fill(f"Somebody else {language}")
        page.get_by_role("button", name=words("Post as guest")).click()
        expect(page.locator("[data-status]")).to_have_text(words(POSTED))


class TestGuestWithoutScript:
    def test_posts_by_way_of_the_preview(self, visitors, language, words):
        page = visitors.arrive(language, script=False)
        story = open_story(page, language)
        before = number_of_comments(page)
        text = f"Written without a script ({language})."

        post_as_guest(page, words, text, name="Plain Paper")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            words("Your comment as it will look")
        )
        expect(comment(page, text)).to_be_visible()
        page.get_by_role("button", name=words("Post"), exact=True).click()

        expect(page.locator("li:target").filter(has_text=text)).to_be_visible()
        assert page.url.startswith(story)
        assert number_of_comments(page) == before + 1

        comment(page, text).get_by_role("link", name=words("Reply")).click()
        expect(page.locator(".composer-to")).to_contain_text("Plain Paper")
        answer = f"Nor was this ({language})."
        post_as_guest(page, words, answer, name="Plain Paper")
        page.get_by_role("button", name=words("Post"), exact=True).click()

        expect(
            page.locator(".replies li:target").filter(has_text=answer)
        ).to_be_visible()

    def test_keeps_what_was_typed_when_a_name_is_refused(
        self, visitors, language, words
    ):
        page = visitors.arrive(language, script=False)
        page.watch.expect(409)
        open_story(page, language)

        post_as_guest(page, words, "Me again, the cat.", name=LOOK_ALIKES[language])

        expect(page.get_by_role("alert")).to_contain_text(words(TAKEN))
        expect(page.get_by_label(words("Name"), exact=True)).to_have_value(
            LOOK_ALIKES[language]
        )
        expect(page.get_by_label(words("Your comment"))).to_have_value(
            "Me again, the cat."
        )
        page.get_by_label(words("Name"), exact=True).fill("Nobody's cat")
        page.get_by_role("button", name=words("Post"), exact=True).click()
        expect(page.locator("li:target")).to_contain_text("Me again, the cat.")
