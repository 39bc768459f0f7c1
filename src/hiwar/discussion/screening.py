"""Rules that read a comment before it is shown: it passes, or waits for a moderator.

Pure functions; what they need to know is asked for by those who call them. They
hold, they never refuse and never remove.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from hiwar.kernel.text import skeleton

LONGEST_WORDS = 300
# A letter written three times or more: so many stand in no word.
STRETCHED = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What the rules may know of a comment that somebody wants to post."""

    text: str
    # Empty for a registered reader.
    guest_name: str = ""
    is_first_of_guest: bool = False
    # Registered readers who wrote in the same thread.
    readers_here: tuple[str, ...] = ()
    held_words: str = ""
    holds_first_of_guests: bool = False


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a moderator should see it first: what `Finding` keeps."""

    name: str
    words: str = ""


# Not a question of the comment: its thread holds whatever is posted there.
HELD_THREAD = Reason(name="held_thread")


def screen(submission: Submission) -> tuple[Reason, ...]:
    """Return the reasons to hold `submission`; none: it is shown at once."""
    return tuple(reason for rule in RULES for reason in rule(submission))


def first_of_guest(submission: Submission) -> Iterator[Reason]:
    if submission.holds_first_of_guests and submission.is_first_of_guest:
        yield Reason(name="first_comment_of_guest")


def held_words(submission: Submission) -> Iterator[Reason]:
    """Find the site's words in the text and in a guest's name, however written."""
    phrases = _phrases(submission.held_words)
    if not phrases:
        return
    written = _written(submission.text) + _written(submission.guest_name)
    found = [phrase for phrase, looked in phrases if f" {looked} " in written]
    if found:
        yield Reason(name="held_word", words=", ".join(found)[:LONGEST_WORDS])


def borrowed_name(submission: Submission) -> Iterator[Reason]:
    """Notice a guest in whose name a registered reader of this thread can be read."""
    for name in submission.readers_here:
        if skeleton.contains_name(submission.guest_name, name):
            yield Reason(name="borrowed_name", words=name)
            return


RULES: tuple[Callable[[Submission], Iterator[Reason]], ...] = (
    first_of_guest,
    held_words,
    borrowed_name,
)


@lru_cache(maxsize=8)
def _phrases(lines: str) -> tuple[tuple[str, str], ...]:
    """Return each word or phrase of the list as written, and as it looks."""
    written = filter(None, (line.strip() for line in lines.splitlines()))
    looked = ((line, _as_typed(line)) for line in written)
    return tuple((line, words) for line, words in looked if words)


def _as_typed(line: str) -> str:
    words = skeleton.skeleton(line).split()
    return " ".join(word for word in words if word[0].isalnum())


def _written(text: str) -> str:
    """Return the words of `text` as they look, stretched ones also as meant."""
    words = f" {' '.join(skeleton.skeleton_words(text))} "
    if not STRETCHED.search(words):
        return words
    return words + STRETCHED.sub(r"\1", words) + STRETCHED.sub(r"\1\1", words)
