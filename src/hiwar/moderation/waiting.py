"""What waits, as addresses name it: `c12` is a comment, `a3` an appeal.

The name stays when it no longer waits, so that one can still be led to it.
"""

import re
from typing import Final

from hiwar.kernel.errors import NotFound

KEY: Final = re.compile(r"([ca])([0-9]{1,18})", re.ASCII)


def read_key(key: str) -> tuple[str, int]:
    """Return what kind of thing `key` names, and its number. Raises NotFound."""
    found = KEY.fullmatch(key)
    if found is None:
        raise NotFound
    return found[1], int(found[2])
