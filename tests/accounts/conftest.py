import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
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


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed, which is what takes the time."""

    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def hashings(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]

    def count():
        number, CountingHasher.hashed = CountingHasher.hashed, 0
        return number

    count()
    return count
