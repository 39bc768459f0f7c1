"""What others write while the page is open is offered, and shown where it belongs."""

import contextlib
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from tests.journeys.paper import Words
from tests.journeys.stories import (
    comment,
    number_of_comments,
    open_story,
    post_as_guest,
    wait_for_composer,
    write,
)
from tests.journeys.visitors import PHONE

pytestmark = pytest.mark.browser

NEW = ("Show %(count)s new comment", "Show %(count)s new comments")


def offer(page, words, number):
    return page.get_by_role("button", name=words.of(number, *NEW), exact=True)


class TestNewComment:
    def test_is_offered_and_shown_beside_what_is_being_written(
        self, visitors, language, words
    ):
        page, other = (
            visitors.arrive(language, viewport=PHONE),
            visitors.arrive(language),
        )
        story = open_story(page, language)
        other.goto(story)
        wait_for_composer(other)
        before = number_of_comments(page)
        write(page, words, "Half a sentence", name="Slow")

        text = f"While you were writing ({language})."
        post_as_guest(other, words, text, name="Quick")

        button = offer(page, words, 1)
        expect(button).to_be_visible()
        expect(page.get_by_text(text)).to_have_count(0)
        expect(page.get_by_role("status").filter(has=button)).to_have_count(1)
        button.press("Enter")
        expect(comment(page, text)).to_be_focused()
        expect(comment(page, text)).to_have_count(1)
        expect(page.locator("[data-offer] button")).to_have_count(0)
        assert number_of_comments(page) == before + 1
        expect(page.get_by_label(words("Your comment"))).to_have_value(
            "Half a sentence"
        )

    def test_of_ones_own_is_not_new(self, visitors):
        words = Words("en")
        page, other = visitors.arrive(), visitors.arrive()
        story = open_story(page)
        other.goto(story)
        wait_for_composer(other)

        mine = "My own."
        expect(post_as_guest(page, words, mine, name="I")).to_be_focused()
        theirs = "Somebody else's."
        post_as_guest(other, words, theirs, name="They")

        # The other one is new, and it is the only one.
        offer(page, words, 1).click()
        expect(comment(page, theirs)).to_be_focused()
        expect(comment(page, mine)).to_have_count(1)

    def test_answers_stand_under_what_they_answer(self, visitors):
        words = Words("en")
        page, other = visitors.arrive(), visitors.arrive()
        story = open_story(page)
        asked = "Who knows?"
        expect(post_as_guest(page, words, asked, name="Asking")).to_be_focused()
        other.goto(story)
        wait_for_composer(other)

        answer = "I do."
        comment(other, asked).get_by_role("link", name=words("Reply")).click()
        post_as_guest(other, words, answer, name="Answering")

        offer(page, words, 1).click()
        thread = page.locator(".comments > li").filter(has_text=asked)
        expect(thread.locator(".replies").get_by_text(answer)).to_be_visible()

    def test_is_found_without_a_stream(self, visitors):
        words = Words("en")
        page, other = visitors.arrive(), visitors.arrive()
        page.watch.excuse("ERR_FAILED")
        page.route("**/live/**", lambda route: route.abort())
        page.clock.install()
        story = open_story(page)
        other.goto(story)
        wait_for_composer(other)

        text = "Nobody told you."
        post_as_guest(other, words, text, name="Quick")

        # The first look may come before a server heard of the comment; the next
        # ones do not.
        button = offer(page, words, 1)
        for _ in range(10):
            page.clock.run_for(120_000)
            with contextlib.suppress(PlaywrightTimeout):
                button.wait_for(timeout=2_000)
                break
        button.click()
        expect(comment(page, text)).to_be_focused()


class TestCorrectedStory:
    def test_is_offered(self, visitors, paper, language, words):
        page = visitors.arrive(language)
        story = open_story(page, language)
        headline = page.get_by_role("heading", level=1).inner_text()

        paper.correct_story(urlsplit(story).path, f"{headline}!")

        page.get_by_role(
            "button", name=words("This story has been updated: reload")
        ).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{headline}!")
        paper.correct_story(urlsplit(story).path, headline)
