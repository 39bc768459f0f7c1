"""A story's body in the words of the archive format, and back.

Pictures stand in a part as `photo`, the number of a Photo or None; an importer and
an exporter put files in their place.
"""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from wagtail.blocks import StreamValue

from . import richtext

Part = dict[str, Any]


def to_archive(body: StreamValue) -> list[Part]:
    """Return the parts of `body`; a paragraph block of several becomes several."""
    parts: list[Part] = []
    for block in body.raw_data:
        parts.extend(_WRITERS[block["type"]](block["value"]))
    return parts


def from_archive(parts: Iterable[Part]) -> list[Part]:
    """Return `parts` as an article's body keeps them, with the words as they came."""
    return [
        {
            "type": part["kind"],
            "value": _READERS[part["kind"]](part),
            "id": str(uuid4()),
        }
        for part in parts
    ]


def photo_ids(body: StreamValue) -> list[int]:
    """Return the numbers of the pictures in `body`, in their order."""
    return [
        block["value"]["photo"]
        for block in body.raw_data
        if block["type"] == "image" and block["value"].get("photo")
    ]


def entries(value: Part) -> list[str]:
    """Return the words of a list's entries, with or without ids of their own."""
    return [
        entry["value"] if isinstance(entry, dict) else entry
        for entry in value["entries"]
    ]


def _write_paragraphs(value: str) -> list[Part]:
    return [{"kind": "paragraph", "text": text} for text in richtext.to_archive(value)]


def _write_quote(value: Part) -> list[Part]:
    text = " ".join(richtext.to_archive(value["text"]))
    return [{"kind": "quote", "text": text, "by": value.get("by") or ""}]


def _write_list(value: Part) -> list[Part]:
    items = [" ".join(richtext.to_archive(entry)) for entry in entries(value)]
    ordered = bool(value.get("is_ordered"))
    return [{"kind": "list", "ordered": ordered, "items": items}]


def _write_image(value: Part) -> list[Part]:
    words = {name: value.get(name) or "" for name in ("alt", "caption", "credit")}
    return [{"kind": "image", "photo": value.get("photo"), **words}]


_WRITERS = {
    "paragraph": _write_paragraphs,
    "crosshead": lambda value: [{"kind": "crosshead", "text": value}],
    "quote": _write_quote,
    "list": _write_list,
    "image": _write_image,
}

_READERS = {
    "paragraph": lambda part: part["text"],
    "crosshead": lambda part: part["text"],
    "quote": lambda part: {"text": part["text"], "by": part.get("by") or ""},
    "list": lambda part: {
        "is_ordered": bool(part.get("ordered")),
        "entries": [
            {"type": "item", "value": item, "id": str(uuid4())}
            for item in part["items"]
        ],
    },
    "image": lambda part: {
        name: part.get(name) for name in ("photo", "alt", "caption", "credit")
    },
}
