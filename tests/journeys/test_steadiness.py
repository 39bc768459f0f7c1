"""Whatever is written and however late a font comes, the page keeps its shape."""

import pytest
from playwright.sync_api import expect

from tests.journeys.stories import comment, open_story, post_as_guest
from tests.journeys.visitors import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.looks]

LONG = "بلا" + "ا" * 300 + " https://example.org/" + "a" * 400 + " W" + "o" * 300
# Adds up what moves without anybody's doing, as browsers report it.
NOTE_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries())
      if (!shift.hadRecentInput) window.shifted += shift.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
# The first text is on the screen, in whatever face the machine has.
PAINTED = """() => new Promise((done) => {
  new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length) done();
  }).observe({ type: "paint", buffered: true });
})"""
# Two frames after the last font and the last picture that is in sight.
SETTLED = """async () => {
  const seen = [...document.images].filter((image) => image.loading !== "lazy");
  await Promise.all([document.fonts.ready, ...seen.map((image) => image.decode())]);
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
}"""


class TestLongWords:
    def test_do_not_widen_the_page_on_a_phone(self, visitors, language, words):
        page = visitors.arrive(language, viewport=PHONE)
        open_story(page, language)

        posted = post_as_guest(page, words, LONG, name="W" * 40)

        expect(posted).to_be_focused()
        page.reload()
        expect(posted).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


class TestThirdScript:
    def test_stands_in_its_own_letters(self, visitors, language, words):
        page = visitors.arrive(language)
        open_story(page, language)

        post_as_guest(
            page, words, f"Паром **останется**, {language}.", name="Дядя Фёдор"
        )

        posted = comment(page, f"Паром останется, {language}.")
        expect(posted.locator(".name")).to_have_text("Дядя Фёдор")
        expect(posted.locator("strong")).to_have_text("останется")
        expect(posted.locator(".said p")).to_have_css("direction", "ltr")


class TestLayout:
    @pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
    def test_stays_where_it_is_while_fonts_come_late(
        self, visitors, language, viewport
    ):
        page = visitors.arrive(language, viewport=viewport)
        page.add_init_script(NOTE_SHIFTS)
        story = open_story(page, language)
        for path in (f"/{language}/", story):
            late = []
            page.route(
                "**/*.woff2", lambda route, _=None, late=late: late.append(route)
            )
            page.goto(path, wait_until="commit")
            page.evaluate(PAINTED)
            assert late != []
            # Lets go what was held, too.
            page.unroute("**/*.woff2")
            page.wait_for_load_state()
            page.evaluate(SETTLED)

            assert page.evaluate("window.shifted") < 0.1
