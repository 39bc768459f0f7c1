"""What every test can count on: folders of its own, and English to begin with."""

import gc
import os

import pytest
from django.apps import apps
from django.db import connection
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from hiwar.moderation import guards

from . import database

# As the `hiwar` command says too: tests run side by side, and numpy need not.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Let tests empty the tables of the record; its own lay down what refuses it."""
    guards.leave_out(apps.get_app_config("moderation"))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """The one folder that all workers of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment,
    django_db_modify_db_settings,
    django_db_blocker,
    shared_folder,
    worker_id,
):
    """Have pytest-django use a copy of the one database that this run migrates."""
    with django_db_blocker.unblock(), database.copied(shared_folder, worker_id):
        yield


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


# What a test asks for or is marked with when it has to do with the database.
OF_THE_DATABASE = {"db", "transactional_db", "django_db", "server", "browser"}
# Where every assertion is about what Python does with what the database gave.
SAME_ON_EVERY_DATABASE = (
    # Headers, caches and forms. Every address is asked for on PostgreSQL, too, where
    # hostile values go through all of them.
    "tests/security/test_answers.py",
    "tests/security/test_drafts.py",
    "tests/security/test_roles.py",
    "tests/security/test_strict_forms.py",
    "tests/security/test_unsafe_requests.py",
    # What stands in files, and processes and sockets.
    "tests/accounts/test_avatars.py",
    "tests/accounts/test_letters.py",
    "tests/config/",
    "tests/ops/test_uploads.py",
    "tests/ops/test_up.py::TestRefusals::test_says_which_setting_is_wrong",
    "tests/ops/test_up.py::TestRefusals::test_says_that_the_port",
    "tests/ops/test_up.py::TestSignInLink",
    "tests/scorer/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL leave out what would only be said again after the run on SQLite:
    tests that touch no database, those named above, those of what a page looks like,
    and journeys in a second language.

    Whole papers come first: what takes longest shall not be what all wait for.
    """
    if connection.vendor != "sqlite":
        again = {item for item in items if not _depends_on_database(item)}
        config.hook.pytest_deselected(items=list(again))
        items[:] = [item for item in items if item not in again]
    items.sort(key=lambda item: not _marks(item) & {"server", "browser"})


def _depends_on_database(item):
    if item.nodeid.startswith(SAME_ON_EVERY_DATABASE):
        return False
    marks = _marks(item)
    if "looks" in marks or ("browser" in marks and _language(item) != "en"):
        return False
    return bool(OF_THE_DATABASE & (marks | set(item.fixturenames)))


def _marks(item):
    return {mark.name for mark in item.iter_markers()}


def _language(item):
    return (
        item.callspec.params.get("language", "en")
        if hasattr(item, "callspec")
        else "en"
    )


def pytest_collection_finish(session):
    """Have nobody look through what is loaded for garbage again: it stays."""
    gc.collect()
    gc.freeze()


class Distribution(LoadScopeScheduling):
    """Gives each worker one test after the other, but what shares a paper to one.

    Journeys share it and a browser, those at the desk and those of readers apart.
    (xdist's own groups write into node ids, where pytest 9.2 no longer looks.)
    """

    AT_THE_DESK = ("queue", "moderator", "notice", "screening")
    TOGETHER = ("tests/ops/test_backup.py", "tests/ops/test_uploads.py")

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        if file.startswith("tests/journeys/test_"):
            is_at_the_desk = file[20:-3] in self.AT_THE_DESK
            return "at the desk" if is_at_the_desk else "of readers"
        return file if file in self.TOGETHER else nodeid


def pytest_configure(config):
    # In the order in which they were collected, not the largest groups first.
    config.option.loadscopereorder = False


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Distribution(config, log)
