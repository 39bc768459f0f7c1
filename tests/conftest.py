"""What every test can count on: folders of its own, and English to begin with."""

import pytest
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Keep a real paper's folder out of reach, and static files by their own names."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.MAIL = {"folder": tmp_path / "mail"}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash passwords at once: what makes them slow is not ours to test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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


class Distribution(LoadScopeScheduling):
    """Gives each worker one test after the other, but what shares a server to one.

    Journeys share a server and a browser, operators' tests a paper that takes long to
    set up. (xdist's own groups write into node ids, where pytest 9.2 no longer looks.)
    """

    TOGETHER = ("tests/journeys/", "tests/ops/")

    def _split_scope(self, nodeid):
        return next((each for each in self.TOGETHER if nodeid.startswith(each)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Distribution(config, log)
