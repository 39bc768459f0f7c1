import logging

import pytest

from hiwar.config.logs import Discreet


def written(message, *args):
    record = logging.LogRecord("django.request", 30, "", 1, message, args, None)
    assert Discreet().filter(record)
    return logging.Formatter("{message}", style="{").format(record)


class TestDiscreet:
    @pytest.mark.parametrize("end", ["/", "", "?next=/en/", '" 404'])
    def test_keeps_one_time_tokens_out_of_the_log(self, end):
        line = written("Not Found: %s", f"/ar/sign-in-link/s3cret-Token{end}")

        assert "s3cret" not in line
        assert "/ar/sign-in-link/…" in line

    def test_keeps_a_record_on_one_line(self):
        assert written("Forbidden: %s", "/x\r\n2026 INFO all is well") == (
            "Forbidden: /x\\r\\n2026 INFO all is well"
        )

    @pytest.mark.parametrize(
        ("control", "shown"),
        [("\x1b[2J", r"\x1b[2J"), ("\x85", r"\x85"), ("\u2028", r"\u2028")],
    )
    def test_shows_what_would_steer_a_terminal(self, control, shown):
        assert written("Forbidden: %s", control) == f"Forbidden: {shown}"

    def test_leaves_everything_else_as_it_is(self):
        assert written("Served %d pages", 3) == "Served 3 pages"
