"""What every test can count on: a database of its own, a folder of its own."""

import os
import tempfile

# Before Django's settings are read: tests never touch the folder of a real paper.
os.environ["HIWAR_DATA"] = tempfile.mkdtemp(prefix="hiwar-test-")
for name in [n for n in os.environ if n.startswith("HIWAR_")]:
    if name not in {"HIWAR_DATA", "HIWAR_TEST_DATABASE"}:
        del os.environ[name]

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Serve static files by their own names: nothing is collected for a test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }


@pytest.fixture(autouse=True)
def _english_again():
    """Begin and end each test in the first language."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(params=["en", "ar", "ru"])
def language(request):
    """Each language that Hiwar speaks, and one that it does not."""
    with translation.override(request.param):
        yield request.param
