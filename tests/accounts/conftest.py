import re

import pytest
from django.core import mail


@pytest.fixture(autouse=True)
def _fast_hashing(settings):
    """Hash passwords quickly: how slowly Django does it is not what is tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def code():
    """Return the code that stands in the newest mail, as people find it there."""

    def newest():
        found = re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)
        assert found, mail.outbox[-1].body
        return found[1]

    return newest
