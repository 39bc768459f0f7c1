"""What every test can count on: folders of its own, and English to begin with."""

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
def django_db_setup(
    django_test_environment,
    django_db_modify_db_settings,
    django_db_blocker,
    tmp_path_factory,
    worker_id,
):
    """Have pytest-django use a copy of the one database that this run migrates."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    with django_db_blocker.unblock(), database.copied(folder, worker_id):
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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL leave out what would only be said again after the run on SQLite:
    tests that touch no database, those of what a page looks like, and journeys in a
    second language.
    """
    if connection.vendor == "sqlite":
        return
    again = [item for item in items if not _depends_on_database(item)]
    config.hook.pytest_deselected(items=again)
    items[:] = [item for item in items if item not in set(again)]


def _depends_on_database(item):
    marks = {mark.name for mark in item.iter_markers()}
    if "looks" in marks or ("browser" in marks and _language(item) != "en"):
        return False
    return bool(OF_THE_DATABASE & (marks | set(item.fixturenames)))


def _language(item):
    return (
        item.callspec.params.get("language", "en")
        if hasattr(item, "callspec")
        else "en"
    )


class Distribution(LoadScopeScheduling):
    """Gives each worker one test after the other, but what shares a server to one.

    Journeys share a server and a browser, operators' tests a paper that takes long to
    set up. (xdist's own groups write into node ids, where pytest 9.2 no longer looks.)
    """

    TOGETHER = ("tests/journeys/", "tests/ops/")
    # They leave an empty database behind, so they have to be among the last.
    APART = ("tests/ops/test_tasks.py", "tests/ops/test_database.py")

    def _split_scope(self, nodeid):
        if nodeid.startswith(self.APART):
            return nodeid
        return next((each for each in self.TOGETHER if nodeid.startswith(each)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Distribution(config, log)
