"""Emphasis by stars alone, and only around whole words.

Markdown also takes _ and stars inside words, which would eat characters of names
(`_harbourcat_`), of sums (2*3*4) and of words that are starred out (f**k).
"""

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_STAR: Final = "*"
_LONGEST_RUN: Final = 3
# Far more than anybody emphasises; the rest of the stars are shown.
_MOST_RUNS: Final = 400


def install(parser: MarkdownIt) -> None:
    """Put our stars in the place of markdown-it's emphasis."""
    parser.inline.ruler.at("emphasis", _stars)


def _stars(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != _STAR:
        return False
    run = state.scanDelims(state.pos, canSplitWord=False)
    state.env["stars"] = state.env.get("stars", 0) + 1
    is_markup = run.can_open or run.can_close
    if run.length > _LONGEST_RUN or not is_markup or state.env["stars"] > _MOST_RUNS:
        state.append_pending(_STAR * run.length)
    else:
        for _ in range(run.length):
            _push_star(state, run.length, run.can_open, run.can_close)
    state.pos += run.length
    return True


def _push_star(state: StateInline, length: int, opens: bool, closes: bool) -> None:
    token = state.push("text", "", 0)
    token.content = _STAR
    state.delimiters.append(
        Delimiter(
            marker=ord(_STAR),
            length=length,
            token=len(state.tokens) - 1,
            end=-1,
            open=opens,
            close=closes,
        )
    )
