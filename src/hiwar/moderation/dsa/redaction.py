"""Taking personal data out of what a moderator wrote, before it leaves the paper.

Article 24(5) allows none. It rather takes out a word too many: who writes "Rose" may
mean the flower, but there is a reader of that name.
"""

import ipaddress
import re
from collections.abc import Iterator, Set
from typing import Final

from hiwar.kernel.text.skeleton import skeleton

GONE: Final = "[…]"
# A name has at most so many words, and at least so many letters to be found.
LONGEST_RUN: Final = 6
SHORTEST_NAME: Final = 3

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w+")
_HANDLE: Final = re.compile(r"@\w[\w.\-]*")
_ADDRESS: Final = re.compile(r"[0-9a-fA-F]*[.:][0-9a-fA-F.:]+")
# Nine digits and more: a telephone, an account, a card; not a day.
_LONG_NUMBER: Final = re.compile(r"\+?\d(?:[\s().\-/]*\d){8,}")
_WORD: Final = re.compile(r"\w+")
# What Arabic writes in one word with the name that follows.
_JOINED: Final = "وفبلك"
_GONE_TWICE: Final = re.compile(r"\[…\](?:\s*\[…\])+")


def runs_of_words(text: str) -> frozenset[str]:
    """Return what each run of words in `text` looks like: where a name may stand."""
    return frozenset(look for look, _start, _end in _runs(text))


def without_personal_data(text: str, *, names: Set[str]) -> str:
    """Return `text` without addresses, numbers and handles, and without `names`.

    `names` are skeletons; `runs_of_words` says which are worth looking for.
    """
    for pattern in (_LINK, _MAIL, _HANDLE, _LONG_NUMBER):
        text = pattern.sub(GONE, text)
    text = _ADDRESS.sub(_address_gone, text)
    found = sorted((start, end) for look, start, end in _runs(text) if look in names)
    parts, done = [], 0
    for start, end in found:
        # A name within a name, or after a part of one, is gone with it.
        parts += [text[done:start], GONE] if start >= done else []
        done = max(done, end)
    return _GONE_TWICE.sub(GONE, "".join([*parts, text[done:]]))


def _address_gone(found: re.Match[str]) -> str:
    written = found[0].strip(".:")
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return found[0]
    return found[0].replace(written, GONE)


def _runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each run of words looks like, and where it stands."""
    words = [word.span() for word in _WORD.finditer(text)]
    for first, (start, _end) in enumerate(words):
        for _start, end in words[first : first + LONGEST_RUN]:
            run = text[start:end]
            if sum(map(str.isalnum, run)) < SHORTEST_NAME:
                continue
            yield skeleton(run), start, end
            if run[0] in _JOINED and len(run) > SHORTEST_NAME:
                yield skeleton(run[1:]), start + 1, end
