"""What the log keeps to itself."""

import logging
import re

TOKEN = re.compile(r"(/sign-in-link/)[^/\s'\"]+")


class Discreet(logging.Filter):
    """Keep one-time tokens out of the log, and each record on one line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = TOKEN.sub(r"\1…", record.getMessage())
        record.msg, record.args = said.replace("\r", "\\r").replace("\n", "\\n"), ()
        return True
