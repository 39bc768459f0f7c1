"""What may stand inside a sentence: emphasis, strong words, links.

The desk's editor writes `<p>`, `<b>` and `<i>`, an archive `<strong>` and `<em>`
without a paragraph around them. Both are kept as they were written, and made safe
each time that they are shown: nothing is rewritten after that.
"""

import re
from html.parser import HTMLParser
from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

INLINE: Final = {"em", "strong", "i", "b", "a", "br"}
SCHEMES: Final = {"http", "https", "mailto"}
_PARAGRAPHS: Final = re.compile(r"</?p>")
_EDITORS_TAGS: Final = re.compile(r"<(?:p|b|i|br)\b", re.I)
_ARCHIVED: Final = {"b": "strong", "i": "em"}


def to_html(source: str) -> SafeString:
    """Return one run of safe HTML; its paragraphs are parted by line breaks."""
    return mark_safe("<br>".join(paragraphs(source)))  # noqa: S308 - cleaned by nh3


def paragraphs(source: str) -> list[SafeString]:
    """Return the safe HTML of each paragraph of `source`, without its `<p>`."""
    html = nh3.clean(
        expand_db_html(source),
        tags={*INLINE, "p"},
        attributes={"a": {"href"}, "*": set()},
        attribute_filter=_keep_own_links,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    parts = (part.strip() for part in _PARAGRAPHS.split(html))
    return [mark_safe(part) for part in parts if part]  # noqa: S308 - cleaned by nh3


def to_archive(source: str) -> list[str]:
    """Return the paragraphs of `source` in the archive's words.

    What an archive brought is returned as it came, letter by letter.
    """
    if not _EDITORS_TAGS.search(source) and is_archivable(source):
        return [source]
    return [_in_archives_words(part) for part in paragraphs(source)]


def is_archivable(text: str) -> bool:
    """Return whether `text` holds no markup but `<em>`, `<strong>`, `<a href>`."""
    reader = _Strict()
    reader.feed(text)
    reader.close()
    return reader.is_archivable


def _keep_own_links(tag: str, attribute: str, value: str) -> str | None:
    """Drop addresses that look like a path here and lead elsewhere: `//host`."""
    return None if value.lstrip()[:2].replace("\\", "/") == "//" else value


def _in_archives_words(html: str) -> str:
    html = re.sub(r"\s*<br>\s*", " ", html)
    return re.sub(
        r"(</?)([bi])>", lambda tag: f"{tag[1]}{_ARCHIVED[tag[2]]}>", html
    ).strip()


class _Strict(HTMLParser):
    """Notes the first thing that the archive format does not allow in a sentence."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.is_archivable = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"href"} if tag == "a" else set()
        if tag not in {"em", "strong", "a"} or {name for name, _ in attrs} - allowed:
            self.is_archivable = False

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"em", "strong", "a"}:
            self.is_archivable = False

    def handle_comment(self, data: str) -> None:
        self.is_archivable = False

    def handle_decl(self, decl: str) -> None:
        self.is_archivable = False

    def handle_pi(self, data: str) -> None:
        self.is_archivable = False

    def unknown_decl(self, data: str) -> None:
        self.is_archivable = False
