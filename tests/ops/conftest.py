"""A paper as `hiwar up` leaves it, copied for each test."""

import pytest

from tests import papers


@pytest.fixture(scope="session")
def _prepared(shared_folder, django_db_setup):
    return papers.empty(shared_folder)


@pytest.fixture
def paper(_prepared, tmp_path):
    """An empty paper that is set up and does not run."""
    with papers.copied(_prepared, tmp_path) as paper:
        yield paper


@pytest.fixture(scope="session")
def server(_prepared, tmp_path_factory):
    """An empty paper that runs, for tests that leave it as it was."""
    folder = tmp_path_factory.mktemp("running")
    with papers.copied(_prepared, folder) as paper, paper.running() as server:
        # The first page of a worker takes longer than all others.
        for _ in range(10):
            server.request("GET", "/en/accounts/login/")
        yield server
