"""An editor writes a story at the desk, has it translated, corrected, moved."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.journeys import desk
from tests.journeys.paper import Words

pytestmark = pytest.mark.browser

OTHER = {"en": "ar", "ar": "en"}
SECTIONS = {"en": "Sea", "ar": "البحر"}
HEADLINES = {"en": "A heron nests on a crane", "ar": "بلشون يعشش على رافعة"}
TRANSLATED = {"en": "The crane and its heron", "ar": "رافعة المرفأ وبلشونها"}
TEXTS = {"en": "It came on Tuesday with a twig.", "ar": "جاء يوم الثلاثاء بغصن."}
READ = "Read this story in English"
SLUGS = {"en": "heron-and-crane", "ar": "بلشون-ورافعة"}


CORRECTIONS = {"en": "The crane is number four.", "ar": "الرافعة هي الرابعة."}


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
