"""What a commenter only quotes is not what a commenter says.

Cut out are lines quoted with `>`, spans in quotation marks that are longer than a
phrase, and runs of words that stand in the story. A comment of nothing but a
quotation in marks is read whole: marks alone must not be a way around.
"""

import re
from typing import Final

from hiwar.kernel.text.direction import QUOTE_MARK

# Shorter spans are irony or names: you "genius".
SHORTEST_SPAN: Final = 4
# So many words in a row do not agree with a story by chance.
SHORTEST_RUN: Final = 7
# Own words without which a comment says nothing of its own.
FEWEST_OWN_WORDS: Final = 2

_QUOTED_LINE: Final = re.compile(rf"^(?:{QUOTE_MARK}).*$", re.MULTILINE)
_SPANS: Final = re.compile(
    r"“[^“”]{12,}”|«[^«»]{12,}»|„[^„“”]{12,}[“”]|(?<!\w)\"[^\"\n]{12,}\"(?!\w)"
    r"|(?<!\w)''[^'\n]{12,}''(?!\w)"
)
_MARKS: Final = re.compile("[“«„\"]|''")
_WORD: Final = re.compile(r"\w+")


def cut(text: str, story: str = "") -> str:
    """Return `text` with blanks in place of what it quotes, all else in its place."""
    own = _QUOTED_LINE.sub(_blank, text) if ">" in text else text
    if story:
        own = _without_runs(own, story)
    if not _MARKS.search(own):
        return own
    unspanned = _SPANS.sub(_blank_span, own)
    if len(_WORD.findall(unspanned)) >= FEWEST_OWN_WORDS:
        return unspanned
    return own


def _without_runs(text: str, story: str) -> str:
    told = [match[0].casefold() for match in _WORD.finditer(story)]
    runs = {tuple(told[i : i + SHORTEST_RUN]) for i in range(len(told))}
    words = list(_WORD.finditer(text))
    forms = [word[0].casefold() for word in words]
    quoted: set[int] = set()
    for i in range(len(words) - SHORTEST_RUN + 1):
        if tuple(forms[i : i + SHORTEST_RUN]) in runs:
            quoted.update(range(i, i + SHORTEST_RUN))
    letters = list(text)
    for i in quoted:
        start, end = words[i].span()
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _blank_span(match: re.Match[str]) -> str:
    if len(_WORD.findall(match[0])) < SHORTEST_SPAN:
        return match[0]
    return _blank(match)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
