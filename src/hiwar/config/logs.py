"""What the log keeps to itself."""

import logging
import re

TOKEN = re.compile(r"(/sign-in-link/)[^/\s'\"]+")
# Ends of lines, some of which only some readers know, and what steers a terminal.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Discreet(logging.Filter):
    """Keep one-time tokens out of the log, and each record on one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = TOKEN.sub(r"\1…", record.getMessage())
        record.msg = CONTROLS.sub(lambda found: repr(found[0])[1:-1], said)
        record.args = ()
        return True
