"""Comment text to HTML, once, when it is written; and HTML back to plain text.

What is markup: paragraphs, line breaks, `*emphasis*`, `**strong**`, `> quote`, lists
with `-`, `*` or `1.`, `[words](address)`, and bare http, https and mailto addresses.
Everything else is shown as typed: a name like _harbourcat_, 2*3*4, a shrug, &amp;.
The typed text is kept by the caller; only what is shown is made safe here.
"""

import re
from functools import cache
from typing import Final

import nh3
from markdown_it import MarkdownIt

from hiwar.kernel.text import blocks, characters, links, stars
from hiwar.kernel.text.direction import QUOTE_MARK
from hiwar.kernel.text.plain import plain

__all__ = ["clean", "looks_empty", "plain", "render"]

_TAGS: Final = {"p", "br", "em", "strong", "blockquote", "ul", "ol", "li", "a"}
_ATTRIBUTES: Final = {
    "a": {"href"},
    "ol": {"start"},
    "li": {"value"},
}
_DIRECTIONS: Final = {"dir": {"auto", "ltr", "rtl"}}
_VALUES: Final = {
    "a": {"rel": {links.REL}},
    **dict.fromkeys(("p", "blockquote", "ul", "ol", "li"), _DIRECTIONS),
}
_SCHEMES: Final = {"http", "https", "mailto"}

# `normalise` refuses these; imported or old text may still carry them.
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)
_TURNING: Final = str.maketrans(dict.fromkeys(characters.TURNING, ""))
_LEADING_MARKS: Final = re.compile(rf"^(?:{QUOTE_MARK})+", re.MULTILINE)
# Deeper than any of our own caps allows: a last guard.
_DEEPEST: Final = 40


def render(text: str) -> str:
    """Return `text` as HTML that can stand on a page as it is.

    Embeddings, overrides and isolates are left out, so that nothing turns the page;
    marks on one letter are capped; nesting too deep is shown as typed. A block that
    holds text says `dir="auto"`; a block of blocks says the direction of its first
    letter itself, because "auto" does not look into blocks that have their own.
    """
    text = _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = characters.cap_marks(text.translate(_TURNING))
    return clean(_parser().render(blocks.part_quotes(text), {}))


def clean(html: str) -> str:
    """Return `html` with nothing but what `render` makes; its own output unchanged."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def looks_empty(text: str) -> bool:
    """Say whether nothing of `text` would be seen: blanks, invisible characters,
    marks without a letter, quotes of nothing."""
    return not any(
        characters.is_visible(char) and not characters.is_invisible(char)
        for char in _LEADING_MARKS.sub("", text)
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True, "maxNesting": _DEEPEST})
    parser.enable(["blockquote", "list", "newline", "emphasis"])
    blocks.install(parser)
    stars.install(parser)
    links.install(parser)
    return parser
