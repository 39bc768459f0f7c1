"""Files for the Transparency Database: what one request takes is one file."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .figures import Period


def written(
    batches: Iterable[list[dict[str, Any]]], *, period: Period
) -> Iterator[tuple[str, str]]:
    """Yield name and text of a file for each of `batches`.

    The same period has the same names and, once it is over, the same texts.
    """
    for number, batch in enumerate(batches, start=1):
        text = json.dumps({"statements": batch}, ensure_ascii=False, indent=1)
        yield f"statements-{period.first}-{period.last}-{number:04}.json", f"{text}\n"
