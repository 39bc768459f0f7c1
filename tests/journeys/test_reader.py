"""Somebody opens an account, writes, gets a face, a new name, takes a word back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.paper import picture
from tests.journeys.stories import (
    comment,
    number_of_comments,
    open_story,
    post_as_guest,
    wait_for_composer,
    write,
)

pytestmark = pytest.mark.browser

ICON = re.compile(r"/static/pages/icons/reader\.[\w.]*svg$")
PICTURE = re.compile(r"/media/.+\.webp$")
NAMES = {
    "en": ("Mira of the quay", "Mira, formerly"),
    "ar": ("ميرا المرفأ", "ميرا سابقاً"),
}


def sign_up(page, words, paper, *, name, email):
    """Make an account and show that the address is one's own."""
    page.locator(".corner").get_by_role("link", name=words("Sign in")).click()
    page.get_by_role("link", name=words("Create an account")).click()
    page.get_by_label(words("E-mail")).fill(email)
    page.get_by_label(words("Name shown with your comments")).fill(name)
    page.get_by_label(words("Password")).fill("grey herons at nine")
    page.get_by_role("button", name=words("Create an account")).click()
    page.get_by_label(words("Code")).fill(paper.code_for(email))
    page.get_by_role("button", name=words("Go on")).click()
    expect(page.locator(".corner")).to_have_text(name)


class TestReader:
    def test_goes_from_signing_up_to_taking_a_comment_back(
        self, visitors, paper, language, words
    ):
        page = visitors.arrive(language)
        name, new_name = NAMES[language]
        story = open_story(page, language)

        sign_up(page, words, paper, name=name, email=f"mira.{language}@example.org")
        page.goto(story)
        wait_for_composer(page)
        expect(page.locator(".corner")).to_have_text(name)
        text = f"The first that I write here ({language})."
        write(page, words, text)
        page.get_by_role("button", name=words("Post"), exact=True).click()
        posted = comment(page, text)
        expect(posted).to_be_focused()
        expect(posted.locator(".name")).to_have_text(name)
        expect(posted.locator("img.face")).to_have_attribute("src", ICON)

        answer = f"Welcome here ({language})."
        friend = visitors.arrive(language)
        friend.goto(story)
        wait_for_composer(friend)
        comment(friend, text).get_by_role("link", name=words("Reply")).click()
        expect(post_as_guest(friend, words, answer, name="A friend")).to_be_visible()

        page.locator(".corner a").click()
        page.locator("input[type=file]").set_input_files(picture())
        page.get_by_role("button", name=words("Save the picture")).click()
        expect(page.get_by_role("img", name=words("Your picture now"))).to_be_visible()
        page.get_by_label(words("Name shown with your comments")).fill(new_name)
        page.get_by_role("button", name=words("Save the name")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(new_name)

        friend.reload()
        expect(comment(friend, text).locator(".name")).to_have_text(new_name)
        expect(comment(friend, text).locator("img.face")).to_have_attribute(
            "src", PICTURE
        )

        page.goto(story)
        wait_for_composer(page)
        before = number_of_comments(page)
        posted.get_by_text(words("Withdraw"), exact=True).click()
        posted.get_by_role("button", name=words("Withdraw it")).click()
        expect(page.locator("[data-status]")).to_have_text(
            words("Your comment has been withdrawn.")
        )
        assert number_of_comments(page) == before - 1

        friend.reload()
        expect(friend.get_by_text(text)).to_have_count(0)
        thread = friend.locator(".comments > li").filter(has_text=answer)
        expect(thread.locator("> .is-gone")).to_have_text(
            words("Withdrawn by its author.")
        )
