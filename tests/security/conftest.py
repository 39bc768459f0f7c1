"""One paper with one of everything, for tests that go through all addresses."""

import logging

import pytest

from .world import build


@pytest.fixture
def world(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Thousands of refusals are expected here; a failure is in the test's own answer.
    logging.disable(logging.CRITICAL)
    yield build()
    logging.disable(logging.NOTSET)
