"""What one does under a story, step by step: found by roles and words, as people do."""

from playwright.sync_api import expect


def open_story(page, language="en"):
    """Go from the front page to its lead, the story that everybody discusses."""
    page.goto(f"/{language}/")
    page.locator(".lead h2 a").click()
    wait_for_composer(page)
    return page.url


def wait_for_composer(page):
    """Wait until the script knows who is here; until then posts go by the preview."""
    if page.has_script:
        expect(page.locator(".composer .as, #comment-name[required]")).to_be_visible()


def number_of_comments(page):
    return int(page.locator("[data-count]").inner_text())


def comment(page, text):
    """Return the comment that says `text`."""
    return page.locator("article.comment").filter(has_text=text)


def write(page, words, text, *, name=None):
    """Fill in the composer; a reader has no name to give."""
    page.get_by_label(words("Your comment")).fill(text)
    if name is not None:
        page.get_by_label(words("Name"), exact=True).fill(name)


def post_as_guest(page, words, text, *, name):
    """Write and post; return the comment as the page shows it."""
    write(page, words, text, name=name)
    page.get_by_role("button", name=words("Post as guest")).click()
    return comment(page, text)
