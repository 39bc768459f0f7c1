"""A paper as `hiwar up` leaves it, made once and copied for each test."""

import shutil
from contextlib import contextmanager

import pytest

from .server import Paper, name_of, own_database


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory):
    data = tmp_path_factory.mktemp("prepared") / "paper"
    with own_database() as database:
        paper = Paper(data, database)
        with paper.running("--no-demo"):
            pass
        yield paper


@contextmanager
def _copy(prepared, folder):
    shutil.copytree(prepared.data, folder / "paper")
    with own_database(template=name_of(prepared.database)) as database:
        yield Paper(folder / "paper", database)


@pytest.fixture
def paper(_prepared, tmp_path):
    """An empty paper that is set up and does not run."""
    with _copy(_prepared, tmp_path) as paper:
        yield paper


@pytest.fixture(scope="session")
def server(_prepared, tmp_path_factory):
    """An empty paper that runs, for tests that leave it as it was."""
    folder = tmp_path_factory.mktemp("running")
    with _copy(_prepared, folder) as paper, paper.running() as server:
        # The first page of a worker takes longer than all others.
        for _ in range(10):
            server.request("GET", "/en/accounts/login/")
        yield server
