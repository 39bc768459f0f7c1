"""Every page for everybody: what axe-core finds, and what only a keyboard can reach."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.paper import Words
from tests.journeys.stories import comment, open_story, post_as_guest
from tests.journeys.visitors import DESK, PHONE

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def found_by_axe(page):
    """Return what axe-core finds on the page as it looks now, one line for each."""
    report = Axe().run(page, options={"runOnly": RULES})
    return [
        f"{page.url}: {fault['id']}: {node['html'][:120]}"
        for fault in report.response["violations"]
        for node in fault["nodes"]
    ]


def found_in_all_lights(page):
    """Return what axe-core finds on a phone in the dark and on a desk in the light."""
    faults = []
    for viewport, scheme in ((PHONE, "dark"), (DESK, "light")):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        faults += found_by_axe(page)
    return faults


@pytest.mark.looks
class TestAxe:
    def test_finds_nothing_on_public_pages(self, visitors, language):
        page = visitors.arrive(language)
        page.watch.expect(404)

        open_story(page, language)
        faults = found_in_all_lights(page)
        page.emulate_media(color_scheme="dark")
        faults += found_by_axe(page)
        section = page.locator(".kicker a").get_attribute("href")
        for path in (
            f"/{language}/",
            section,
            f"/{language}/pages/about/",
            f"/{language}/accounts/login/",
            f"/{language}/accounts/signup/",
            f"/{language}/nowhere/",
        ):
            page.goto(path)
            faults += found_in_all_lights(page)

        assert faults == []

    def test_finds_nothing_on_the_pages_of_one_reader(
        self, visitors, paper, language, words
    ):
        page = visitors.arrive(language)
        page.goto(paper.sign_in_link("_harbourcat_"))
        faults = found_in_all_lights(page)
        page.locator("main").get_by_role("button").click()
        open_story(page, language)
        faults += found_in_all_lights(page)
        for path in (
            f"/{language}/me/",
            f"/{language}/me/comments/",
            f"/{language}/me/decisions/",
        ):
            page.goto(path)
            faults += found_in_all_lights(page)

        assert faults == []

    def test_finds_nothing_on_a_preview_and_on_a_refusal(
        self, visitors, language, words
    ):
        page = visitors.arrive(language)
        page.watch.expect(409)
        # Without the second request the script leaves the form to the preview page.
        page.route("**/me/discussion/**", lambda route: route.abort())
        page.watch.excuse("net::ERR_FAILED")
        page.goto(f"/{language}/")
        page.locator(".lead h2 a").click()

        post_as_guest(page, words, "*Soon* to be **posted**.", name="Noura")
        faults = found_in_all_lights(page)
        page.get_by_label(words("Name"), exact=True).fill("_harbourcat_")
        page.get_by_role("button", name=words("Post"), exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
        faults += found_in_all_lights(page)

        assert faults == []

    def test_finds_nothing_where_a_comment_is_reported(self, visitors, language, words):
        page = visitors.arrive(language)
        page.watch.expect(422)
        open_story(page, language)
        page.get_by_role("link", name=words("Report")).first.click()
        faults = found_in_all_lights(page)

        page.get_by_role("link", name=words("It is illegal")).click()
        faults += found_in_all_lights(page)
        page.get_by_role("button", name=words("Send the notice")).click()
        expect(page.get_by_role("alert")).to_be_visible()
        faults += found_in_all_lights(page)

        assert faults == []


class TestKeyboard:
    def test_is_enough_to_skip_to_write_to_answer_and_to_leave(self, visitors):
        words = Words("en")
        page = visitors.arrive()
        page.goto(open_story(page))
        text = "Typed without a mouse."

        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()
        tab_to(page, page.get_by_label(words("Your comment")))
        page.keyboard.type(text)
        tab_to(page, page.get_by_label("Name", exact=True))
        page.keyboard.type("Kay Board")
        tab_to(page, page.get_by_role("button", name="Post as guest"))
        page.keyboard.press("Enter")

        posted = comment(page, text)
        expect(posted).to_be_focused()
        expect(posted).to_be_in_viewport()
        reply = posted.get_by_role("link", name="Reply")
        tab_to(page, reply)
        page.keyboard.press("Enter")
        expect(page.get_by_label(words("Your comment"))).to_be_focused()
        page.keyboard.type("On second thought")
        page.keyboard.press("Escape")
        expect(reply).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_label(words("Your comment"))).to_have_value(
            "On second thought"
        )
        page.keyboard.press("Control+Enter")
        answer = comment(page, "On second thought")
        expect(page.locator(".replies").filter(has=answer)).to_have_count(1)


def tab_to(page, target, most=150):
    """Press Tab until `target` has the focus; each stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.locator(":focus")
        expect(stop).to_be_in_viewport()
        assert stop.evaluate(OUTLINE) != "none"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{most} times Tab, and not there yet")


# A card shows the focus of its link around itself.
OUTLINE = """element => {
  const own = getComputedStyle(element).outlineStyle;
  return own === "none" ? getComputedStyle(element, "::after").outlineStyle : own;
}"""
