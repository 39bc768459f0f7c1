"""Quotes and lists of comment text: markdown-it's rules, kept within what is meant.

A quote ends where the `>` end: the line below it is the commenter's own, never put
into the mouth of the quoted. Nothing that a person types disappears into an empty
list, and numbers stay those that were typed.
"""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from hiwar.kernel.text.direction import QUOTE_MARK, Direction, strong_direction

DEEPEST_QUOTE: Final = 3
DEEPEST_LIST: Final = 3

_QUOTE: Final = re.compile(QUOTE_MARK)
_QUOTES: Final = re.compile(rf"(?:{QUOTE_MARK})*")
# A marker, white space and something that is not again a marker: "* * *" is no list.
_ITEM: Final = re.compile(r"(?:[-*]|\d{1,9}\.)[ \t]+(?![-*](?:\s|$))\S")


def install(parser: MarkdownIt) -> None:
    """Put our quotes and lists in the place of markdown-it's."""
    rules = parser.block.ruler
    rules.at("blockquote", _quote, {"alt": ["paragraph", "blockquote", "list"]})
    rules.at("list", _list, {"alt": ["paragraph", "blockquote"]})
    parser.core.ruler.push("item_numbers", _keep_item_numbers)
    parser.core.ruler.push("directions", _set_directions)


def part_quotes(text: str) -> str:
    """Return `text` with an empty line wherever a line is quoted less than the last.

    CommonMark would take such a line for a continuation of the quote.
    """
    lines = []
    depth = 0
    for line in text.split("\n"):
        marks = _QUOTES.match(line)
        depth_here = min(marks[0].count(">") if marks else 0, DEEPEST_QUOTE)
        if depth_here < depth and line.strip():
            lines.append(">" * depth_here)
        lines.append(line)
        depth = depth_here
    return "\n".join(lines)


def _quote(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    position = state.bMarks[first] + state.tShift[first]
    depth = state.env.get("quotes", 0)
    if (
        depth == DEEPEST_QUOTE
        or state.env.get("lists")
        or not _QUOTE.match(state.src, position, state.eMarks[first])
    ):
        return False
    state.env["quotes"] = depth + 1
    try:
        return blockquote(state, first, end, silent)
    finally:
        state.env["quotes"] = depth


def _list(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    position = state.bMarks[first] + state.tShift[first]
    depth = state.env.get("lists", 0)
    if depth == DEEPEST_LIST or not _ITEM.match(
        state.src, position, state.eMarks[first]
    ):
        return False
    state.env["lists"] = depth + 1
    try:
        return list_block(state, first, end, silent)
    finally:
        state.env["lists"] = depth


def _keep_item_numbers(state: StateCore) -> None:
    """Give an item its number where counting on would show another one."""
    expected: list[int] = []
    for token in state.tokens:
        if token.type == "ordered_list_open":
            expected.append(int(token.attrs.get("start", 1)))
        elif token.type == "ordered_list_close":
            expected.pop()
        elif token.type == "list_item_open" and token.info:
            number = int(token.info)
            if number != expected[-1]:
                token.attrs["value"] = number
            expected[-1] = number + 1


def _set_directions(state: StateCore) -> None:
    """Say the direction of each block.

    One that holds text says "auto". One that holds blocks says that of its first
    letter, because "auto" does not look into blocks that have a direction.
    """
    around: list[Token] = []
    for token in state.tokens:
        if token.type == "inline":
            around[-1].meta["holds_text"] = True
            _direct(around, strong_direction(token.content))
        elif token.nesting == 1 and not token.hidden:
            token.attrs["dir"] = "auto"
            around.append(token)
        elif token.nesting == -1 and not token.hidden:
            around.pop()


def _direct(blocks: list[Token], found: Direction | None) -> None:
    for block in blocks:
        is_open = block.attrs["dir"] == "auto" and "holds_text" not in block.meta
        if found and is_open:
            block.attrs["dir"] = found
