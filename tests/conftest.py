"""What every test can count on: folders of its own, and English to begin with."""

import pytest
from django.utils import translation


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
