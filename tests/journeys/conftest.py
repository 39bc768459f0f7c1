"""One paper and one browser for all journeys, and a watch over each."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import papers
from tests.journeys.asker import Asker
from tests.journeys.paper import LANGUAGES, Paper, Words
from tests.journeys.visitors import Visitors
from tests.ops import server

FLAGS = (
    # Chromium has no sandbox for root, who runs the tests in a container.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


# As long as a machine that has other things to do may need; nobody waits without need.
expect.set_options(timeout=15_000)


# Both end with the last journey: Playwright's loop, once it runs, keeps Django from
# asking the database, as the tests of other folders do.
@pytest.fixture(scope="package")
def paper(shared_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("journeys")
    with (
        papers.copied(papers.demo(shared_folder), folder) as theirs,
        # Each visitor has an address of its own, as behind a proxy.
        theirs.running(HIWAR_TRUSTED_PROXIES="127.0.0.1") as running,
        Asker(theirs, running.origin) as asker,
    ):
        server.wait_for(running.is_live)
        yield Paper(theirs, running, asker)


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture
def visitors(chromium, paper):
    visitors = Visitors(chromium, paper)
    yield visitors
    assert visitors.leave() == []


@pytest.fixture(params=LANGUAGES)
def language(request):
    """Each language of the paper."""
    return request.param


@pytest.fixture
def words(language):
    return Words(language)
