"""The process of the live stream: another program in the place of this one.

A copy of the supervisor would carry all of the site; the stream needs none of it.
"""

import os
import sys
from typing import NoReturn

# Where the parts are put together, which this package knows by name only.
PROGRAM = "hiwar.config.live"


def run() -> NoReturn:
    arguments = [sys.executable, "-P", "-m", PROGRAM]
    os.execv(sys.executable, arguments)  # noqa: S606 - nothing of it comes from outside
