import logging

import pytest

from tests.factories import make_reader

pytestmark = pytest.mark.django_db


class TestRecord:
    def test_has_a_line_for_every_security_event_and_no_secrets(self, client, caplog):
        caplog.set_level(logging.INFO, logger="hiwar.security")
        reader = make_reader(email="rima@example.org", password="far-bank-1917")
        typed = {"login": "rima@example.org", "password": "far-bank-1917"}

        client.post("/en/accounts/login/", typed | {"password": "guessed\nsigned in"})
        client.post("/en/accounts/login/", typed)
        client.post(
            "/en/accounts/password/change/",
            {"oldpassword": "far-bank-1917", "password1": "new-harbour-words"},
        )
        client.post("/en/accounts/logout/")

        lines = [r.getMessage() for r in caplog.records if r.name == "hiwar.security"]
        assert [line.split(":")[0].split(" from")[0] for line in lines] == [
            "sign-in failed",
            "signed in",
            "password changed",
            "signed out",
        ]
        assert all(str(reader.uuid) in line for line in lines[1:])
        for line in lines:
            assert "\n" not in line
            for secret in ("rima@", "far-bank", "guessed", "127.0.0.1"):
                assert secret not in line
