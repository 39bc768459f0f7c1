"""An editor at the desk of a founded paper, and forms as the desk sends them."""

import pytest

from hiwar.accounts.roles import Role
from tests.factories import make_paper, make_reader


@pytest.fixture
def paper(db):
    return make_paper()


@pytest.fixture
def sign_in(client, paper):
    """Sign in as someone with a role, and return them."""

    def as_role(role):
        person = make_reader(role=role)
        client.force_login(person)
        return person

    return as_role


@pytest.fixture
def editor(sign_in):
    return sign_in(Role.EDITOR)
