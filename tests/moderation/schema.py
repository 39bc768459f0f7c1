"""As much of JSON Schema as statement.schema.json uses."""

import json
import re
from datetime import date
from pathlib import Path

STATEMENT = json.loads(
    Path(__file__).with_name("statement.schema.json").read_text(encoding="utf-8")
)
# A word that stands neither here nor in CHECKS is an error.
UNCHECKED = {"$schema", "$comment", "title", "then"}
TYPES = {"object": dict, "array": list, "string": str}


def faults(value, schema, where="statement"):
    """Return what is wrong with `value`, each with its place."""
    found = [
        f"{where}: {word}"
        for word, asked in schema.items()
        if word not in UNCHECKED and not CHECKS[word](value, asked, schema)
    ]
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += faults(value[name], inner, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for place, inner in enumerate(value):
            found += faults(inner, schema["items"], f"{where}[{place}]")
    return found


def _fits(value, schema):
    return not faults(value, schema)


def _is_in_format(value, name):
    if name == "uri":
        return bool(re.match(r"[a-z]+://[^\s/]+", value))
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


CHECKS = {
    "type": lambda value, name, _: isinstance(value, TYPES[name]),
    "const": lambda value, only, _: value == only,
    "enum": lambda value, known, _: value in known,
    "minLength": lambda value, least, _: len(value) >= least,
    "maxLength": lambda value, most, _: len(value) <= most,
    "minItems": lambda value, least, _: len(value) >= least,
    "uniqueItems": lambda value, _is, __: len({*value}) == len(value),
    "items": lambda value, _items, _: isinstance(value, list),
    "contains": lambda value, inner, _: any(_fits(each, inner) for each in value),
    "pattern": lambda value, regex, _: bool(re.search(regex, value)),
    "format": lambda value, name, _: _is_in_format(value, name),
    # Of days only: ISO dates are in the order of their letters.
    "minimum": lambda value, first, _: value >= first,
    "maximum": lambda value, last, _: value <= last,
    "required": lambda value, names, _: set(names) <= set(value),
    "properties": lambda _value, __, ___: True,
    "additionalProperties": lambda value, _no, schema: (
        set(value) <= set(schema["properties"])
    ),
    "anyOf": lambda value, several, _: any(_fits(value, one) for one in several),
    "allOf": lambda value, several, _: all(_fits(value, one) for one in several),
    "not": lambda value, inner, _: not _fits(value, inner),
    "if": lambda value, inner, schema: (
        not _fits_where_said(value, inner) or _fits(value, schema["then"])
    ),
}


def _fits_where_said(value, schema):
    return set(schema["required"]) <= set(value) and all(
        _fits(value[name], inner) for name, inner in schema["properties"].items()
    )
