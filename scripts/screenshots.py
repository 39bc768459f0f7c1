"""Make the pictures of docs/images from a running paper with its demo edition.

    .venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 docs/images

`--data` names the paper's folder, from which sign-in links come for the pages that
only a reader or an editor sees.
"""

import argparse
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

SIZES: dict[str, dict] = {
    "phone": {"viewport": {"width": 360, "height": 780}, "device_scale_factor": 2},
    "wide": {"viewport": {"width": 1280, "height": 960}},
}
LANGUAGES = ("en", "ar")
READER, EDITOR = "_harbourcat_", "Editor"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars")
# Every font and every picture is there, those below the first screen too.
COMPLETE = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((i) => i.decode().catch(() => null)));
  await document.fonts.ready;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("origin")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", default="hiwar-data")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS
        )
        studio = Studio(browser, asked.origin, asked.folder, asked.data)
        for language in LANGUAGES:
            studio.take_public_pages(language)
            studio.take_private_pages(language)
        browser.close()


class Studio:
    """Takes pictures of one paper."""

    def __init__(self, browser: Browser, origin: str, folder: Path, data: str) -> None:
        self._browser = browser
        self._origin = origin
        self._folder = folder
        self._data = data

    def take_public_pages(self, language: str) -> None:
        for size in SIZES:
            page = self._open(language, size)
            page.goto(f"/{language}/")
            self._take(page, f"front-{language}-{size}")
            page.goto(page.locator(".lead h2 a").get_attribute("href") or "")
            self._take(page, f"article-{language}-{size}")
            # A phone has no room for the composer and what was said.
            start = "#comments" if size == "wide" else ".comments"
            page.locator(start).evaluate("element => element.scrollIntoView()")
            self._take(page, f"discussion-{language}-{size}")
            page.emulate_media(color_scheme="dark")
            self._take(page, f"discussion-{language}-{size}-dark")
            page.context.close()

    def take_private_pages(self, language: str) -> None:
        page = self._open(language, "phone")
        page.goto(f"/{language}/accounts/login/")
        self._take(page, f"sign-in-{language}-phone")
        self._sign_in(page, READER)
        page.goto(f"/{language}/me/")
        self._take(page, f"profile-{language}-phone")
        page.context.close()
        page = self._open(language, "wide")
        self._sign_in(page, EDITOR)
        page.goto(f"/desk/articles/?locale={language}")
        page.locator("main table td a[href*='/edit/']").first.click()
        page.locator("[contenteditable=true]").first.wait_for()
        self._take(page, f"desk-{language}-wide")
        page.context.close()

    def _open(self, language: str, size: str) -> Page:
        context = self._browser.new_context(
            base_url=self._origin,
            locale=language,
            reduced_motion="reduce",
            **SIZES[size],
        )
        return context.new_page()

    def _sign_in(self, page: Page, name: str) -> None:
        hiwar = Path(sys.executable).with_name("hiwar")
        said = subprocess.run(
            [hiwar, "--data", self._data, "sign-in-link", name],
            capture_output=True,
            text=True,
            check=True,
        )
        page.goto(said.stdout.strip())
        page.locator("main form button").click()
        page.wait_for_load_state()

    def _take(self, page: Page, name: str) -> None:
        page.evaluate(COMPLETE)
        picture = Image.open(BytesIO(page.screenshot()))
        picture.save(self._folder / f"{name}.webp", quality=82, method=6)
        print(name)


if __name__ == "__main__":
    main()
