"""Bodies as readers see them: safe HTML, pictures in their sizes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wagtail.blocks import StreamValue

from hiwar.newsroom import bodies, richtext
from hiwar.newsroom.models import Photo

from .photos import photo_view, with_renditions
from .shapes import PartView

Photos = Mapping[int, Photo]


def list_parts(
    *, body: StreamValue, photos: Photos | None = None
) -> tuple[PartView, ...]:
    """Return the parts of `body`; `photos` are its pictures if somebody has them."""
    if photos is None:
        ids = bodies.photo_ids(body)
        photos = with_renditions().in_bulk(ids) if ids else {}
    return tuple(
        view
        for block in body.raw_data
        for view in _WRITERS[block["type"]](block["value"], photos)
    )


def _paragraph(value: str, photos: Photos) -> Iterator[PartView]:
    for html in richtext.paragraphs(value):
        yield PartView(kind="paragraph", html=html)


def _crosshead(value: str, photos: Photos) -> Iterator[PartView]:
    # The archive format allows emphasis and links in any text of a body.
    yield PartView(kind="crosshead", text=richtext.to_html(value))


def _quote(value: bodies.Part, photos: Photos) -> Iterator[PartView]:
    html = richtext.to_html(value["text"])
    yield PartView(kind="quote", html=html, by=value.get("by") or "")


def _list(value: bodies.Part, photos: Photos) -> Iterator[PartView]:
    found = tuple(richtext.to_html(entry) for entry in bodies.entries(value))
    yield PartView(kind="list", is_ordered=bool(value.get("is_ordered")), entries=found)


def _image(value: bodies.Part, photos: Photos) -> Iterator[PartView]:
    words = {name: value.get(name) or "" for name in ("alt", "caption", "credit")}
    if view := photo_view(photos.get(value.get("photo") or 0), "story", **words):
        yield PartView(kind="image", photo=view)


_WRITERS: dict[str, Callable[[Any, Photos], Iterator[PartView]]] = {
    "paragraph": _paragraph,
    "crosshead": _crosshead,
    "quote": _quote,
    "list": _list,
    "image": _image,
}
