"""What one does at the desk, in Wagtail's own forms."""

import re

from playwright.sync_api import expect

ARTICLE_FORM = re.compile(r"/desk/articles/edit/\d+/")
SPOKEN = {"en": "English", "ar": "Arabic"}


def sign_in(page, paper, name):
    """Use a one-time link as the operator's command prints it; end at the desk."""
    page.goto(paper.sign_in_link(name))
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**/desk/")


def write_paragraph(page, words, text):
    """Add a block to the story and type into its editor."""
    story = page.locator("#panel-body-content")
    story.locator(".c-sf-add-button").first.click()
    page.locator("[role=listbox]").get_by_role(
        "option", name=words("Paragraph"), exact=True
    ).click()
    type_paragraph(page, text)


def type_paragraph(page, text):
    """Type over what the story's paragraph says."""
    story = page.locator("#panel-body-content")
    story.locator("[contenteditable=true]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    # The editor puts what is typed into the form a moment later.
    expect(story.locator("[name=body-0-value]")).to_have_value(re.compile(text))


def publish(page, words):
    # A message of the page before would say too early that it is done.
    with page.expect_navigation():
        press_publish(page, words)
    expect(page.locator(".messages .success")).to_be_visible()


def press_publish(page, words):
    """Choose "Publish" below the form."""
    footer = page.get_by_role("navigation", name=words("Actions (footer)"))
    footer.get_by_role("button", name=words("More actions")).click()
    page.locator("button[name=action-publish]").click()


def open_article(page, headline):
    """Go to an article's form from the list."""
    page.goto("/desk/articles/")
    page.get_by_role("link", name=headline, exact=True).click()
    page.wait_for_url(ARTICLE_FORM)


def translate(page, words, language):
    """Ask for a translation by the form's own menu; end in the translation's form."""
    page.locator("#w-slim-header-buttons button").first.click()
    page.get_by_role("link", name=words("Translate")).click()
    page.get_by_role("checkbox", name=words(SPOKEN[language])).check()
    page.get_by_role("button", name=words("Submit")).click()
    page.wait_for_url(ARTICLE_FORM)


def correct(page, text):
    """Add a correction to a published article's form; its date is filled in."""
    page.locator("#id_corrections-ADD").click()
    page.locator("#id_corrections-0-text").fill(text)
    expect(page.locator("#id_corrections-0-made_at")).not_to_be_empty()
