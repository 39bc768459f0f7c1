"""The report that ships with the weights, for pages that show it."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent.parent / "shipped" / "report.json"


@cache
def read() -> dict[str, Any]:
    """Return what `own.report_on` measured of the shipped model."""
    report: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return report
