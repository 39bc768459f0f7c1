"""An editor writes a story at the desk, has it translated, corrected, moved."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.paper import Words
from tests.ops import server

pytestmark = pytest.mark.browser

OTHER = {"en": "ar", "ar": "en"}
SECTIONS = {"en": "Sea", "ar": "البحر"}
HEADLINES = {"en": "A heron nests on a crane", "ar": "بلشون يعشش على رافعة"}
TRANSLATED = {"en": "The crane and its heron", "ar": "رافعة المرفأ وبلشونها"}
TEXTS = {"en": "It came on Tuesday with a twig.", "ar": "جاء يوم الثلاثاء بغصن."}
READ = "Read this story in English"
SLUGS = {"en": "heron-and-crane", "ar": "بلشون-ورافعة"}


CORRECTIONS = {"en": "The crane is number four.", "ar": "الرافعة هي الرابعة."}
# Wagtail looks for something to save only some time after the form has come.
NOTE_WATCHING = """
  document.addEventListener("w-unsaved:watch-edits", () => {
    document.documentElement.dataset.watched = "";
  });
"""
# Where a new article goes, but not its preview.
NEW_ARTICLE = re.compile(r"/desk/articles/add/(\?.*)?$")


class TestEditor:
    def test_publishes_a_story_and_its_translation_corrects_and_moves_it(
        self, visitors, paper, language, words
    ):
        page, reader = visitors.arrive(language), visitors.arrive(language)
        other, headline = OTHER[language], HEADLINES[language]
        desk.sign_in(page, paper, "Editor")

        page.goto(f"/desk/articles/add/?locale={language}")
        page.locator("#id_headline").fill(headline)
        page.locator("#id_section").select_option(label=SECTIONS[language])
        desk.write_paragraph(page, words, TEXTS[language])
        desk.publish(page, words)

        reader.goto(f"/{language}/")
        reader.get_by_role("link", name=headline).click()
        expect(title(reader)).to_have_text(headline)
        expect(reader.get_by_text(TEXTS[language])).to_be_visible()
        address = reader.url

        desk.open_article(page, headline)
        desk.translate(page, words, other)
        page.locator("#id_headline").fill(TRANSLATED[other])
        desk.type_paragraph(page, TEXTS[other])
        desk.publish(page, words)

        reader.reload()
        invitation = Words(other)(READ, context="name your own language")
        reader.get_by_role("link", name=invitation).click()
        expect(title(reader)).to_have_text(TRANSLATED[other])
        expect(reader.get_by_text(TEXTS[other])).to_be_visible()
        reader.get_by_role(
            "link", name=words(READ, context="name your own language")
        ).click()
        expect(title(reader)).to_have_text(headline)

        desk.open_article(page, headline)
        desk.correct(page, CORRECTIONS[language])
        page.locator("#id_slug").fill(SLUGS[language])
        desk.publish(page, words)

        reader.goto(address)
        assert unquote(reader.url).endswith(f"/{SLUGS[language]}/")
        expect(title(reader)).to_have_text(headline)
        expect(reader.locator(".corrections")).to_contain_text(CORRECTIONS[language])

    def test_makes_one_story_while_the_desk_is_still_saving_it(self, visitors, paper):
        words, page = Words("en"), visitors.arrive()
        desk.sign_in(page, paper, "Editor")
        page.add_init_script(NOTE_WATCHING)
        page.goto("/desk/articles/add/?locale=en")
        held = []

        def answer_late(route, request):
            """Let what saves by itself arrive, and keep its answer back."""
            if request.is_navigation_request():
                route.continue_()
            else:
                held.append((route, route.fetch()))

        page.route(NEW_ARTICLE, answer_late)
        expect(page.locator("html[data-watched]")).to_be_attached()

        page.locator("#id_headline").press_sequentially("Quick off the mark")
        server.wait_for(lambda: page.title() and held)
        desk.press_publish(page, words)
        route, response = held.pop()
        route.fulfill(response=response)

        expect(page.locator(".messages .success")).to_be_visible()
        page.goto("/desk/articles/")
        expect(page.get_by_role("link", name="Quick off the mark")).to_have_count(1)

    def test_finds_the_desk_mirrored_and_each_field_in_its_own_direction(
        self, visitors, paper
    ):
        page = visitors.arrive("ar")
        desk.sign_in(page, paper, "Editor")

        for language, direction in (("en", "ltr"), ("ar", "rtl")):
            page.goto(f"/desk/articles/add/?locale={language}")
            desk.write_paragraph(page, Words("ar"), TEXTS[language])

            expect(page.locator("html")).to_have_attribute("dir", "rtl")
            assert middle(page.locator(".sidebar-main-menu")) > 640
            for field in ("#id_headline", "#id_standfirst", "[contenteditable=true]"):
                expect(page.locator(field)).to_have_css("direction", direction)


def title(page):
    return page.get_by_role("heading", level=1)


def middle(locator):
    """Return how far from the left edge of the window the middle of something is."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2
