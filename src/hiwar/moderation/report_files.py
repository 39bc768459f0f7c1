"""The transparency report written down: JSON for programs, CSV for spreadsheets.

Both have the same names in every language, so that years and papers can be compared.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final

from .figures import Appeals, Line, Report

# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
HEAD: Final = ("table", "row", "name", "figure", "value")

Cell = tuple[str, str, str, str, Any]


def report_json(report: Report) -> dict[str, Any]:
    """Return all figures of `report` as they stand in its JSON."""
    return {
        "period": {
            "from": report.period.first.isoformat(),
            "to": report.period.last.isoformat(),
            "time_zone": str(report.period.zone),
        },
        "measures": {
            **_line(report.total),
            "by_kind": {kind.lower(): n for kind, n in report.outcomes.items()},
            "decided_automatically": 0,
            "statements_of_reasons": report.statements,
            "comments_restored_without_appeal": report.restored,
        },
        "reports": {
            "received": report.reports_received,
            "until_decision": asdict(report.reports_decided),
        },
        "notices": {
            "received": report.notices_received,
            "by_trusted_flaggers": report.notices_by_trusted_flaggers,
            "until_decision": asdict(report.notices_decided),
            "by_category": [asdict(line) for line in report.notices],
        },
        "appeals": _appeals(report.appeals),
        "by_rule": [_named(line) for line in report.by_rule],
        "by_language": [_named(line) for line in report.by_language],
        **(
            {"by_moderator": [_named(line) for line in report.by_moderator]}
            if report.by_moderator
            else {}
        ),
    }


def report_csv(report: Report) -> str:
    """Return `report` as one table of single figures, safe to open in a spreadsheet."""
    file = io.StringIO()
    # A mark at the start tells spreadsheets that it is UTF-8.
    file.write("\ufeff")
    writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(HEAD)
    for cells in _cells(report_json(report)):
        writer.writerow([_safe(cell) for cell in cells])
    return file.getvalue()


def _line(line: Line) -> dict[str, Any]:
    numbers = asdict(line)
    del numbers["code"], numbers["name"]
    return {
        "total": numbers.pop("measures"),
        **numbers,
        "share_detected_automatically_percent": line.share_detected,
        "overturn_rate_percent": line.overturn_rate,
    }


def _named(line: Line) -> dict[str, Any]:
    return {"code": line.code, "name": line.name, **_line(line)}


def _appeals(appeals: Appeals) -> dict[str, Any]:
    numbers = asdict(appeals)
    return {
        "until_decision": numbers.pop("durations"),
        **numbers,
        "decided": appeals.decided,
        "overturn_rate_percent": appeals.overturn_rate,
    }


def _cells(figures: dict[str, Any]) -> Iterator[Cell]:
    """Yield every figure with the table and the row that it belongs to."""
    for table, content in figures.items():
        if isinstance(content, list):
            yield from _rows(table, content)
            continue
        for name, value in content.items():
            if isinstance(value, list):
                yield from _rows(f"{table}_{name}", value)
            elif isinstance(value, dict):
                yield from (
                    (table, "", "", f"{name}_{inner}", number)
                    for inner, number in value.items()
                )
            else:
                yield table, "", "", name, value


def _rows(table: str, lines: Iterable[dict[str, Any]]) -> Iterator[Cell]:
    for line in lines:
        numbers = dict(line)
        code = numbers.pop("code", None) or numbers.pop("category", "")
        name = numbers.pop("name")
        yield from ((table, code, name, figure, n) for figure, n in numbers.items())


def _safe(cell: Any) -> str:
    """Return `cell` so that no spreadsheet takes it for a formula."""
    if cell is None:
        return ""
    text = str(cell)
    is_number = isinstance(cell, int | float)
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text
