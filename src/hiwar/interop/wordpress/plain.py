"""Titles and names as WordPress keeps them, HTML and all, as plain text."""

import html
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

from hiwar.interop.archive.parsing import LONGEST_NAME, LONGEST_SLUG
from hiwar.kernel.text import characters
from hiwar.kernel.text.slugs import slugify

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLANKS: Final = re.compile(r"\s+")
_NO_SLUG: Final = re.compile(r"[^\w-]+")


def plain(text: str) -> str:
    """Return the words of a title or a name, in one line."""
    return _BLANKS.sub(" ", html.unescape(_TAG.sub("", text))).strip()


def name(text: str) -> str:
    """Return a name without what cannot be shown or would turn the line around."""
    shown = "".join(
        char
        for char in plain(text)
        if unicodedata.category(char) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        and char not in characters.TURNING
    ).strip()
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 1]}…"


def slug(post_name: str, title: str) -> str:
    """Return the words of a post's address, those of its title if it has none."""
    words = _NO_SLUG.sub("-", unquote(post_name)).strip("-").lower()
    return words[:LONGEST_SLUG].strip("-") or slugify(title)


def shortened(title: str, longest: int) -> str:
    """Return the first words of a title that is too long to be one."""
    return f"{title[: longest - 1].rsplit(' ', 1)[0]}…"
