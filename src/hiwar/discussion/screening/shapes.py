"""What a rule is, what it may know, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from hiwar.discussion.models import ScreeningRule

Verdict = ScreeningRule.Verdict

# As much as a finding keeps of the words that were found.
LONGEST_WORDS = 300


class Fact(StrEnum):
    """What a rule needs to know beside the comment: asked for only if one does."""

    READERS_HERE = "readers_here"
    PUBLISHED_BEFORE = "published_before"
    EARLIER = "earlier"
    POSTED_LATELY = "posted_lately"
    RESTRICTION = "restriction"
    SCORE = "score"


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A comment of the last days that may say the same, and as what it looked."""

    comment_id: int
    look: str


@dataclass(frozen=True, kw_only=True)
class Score:
    """How toxic the scorer finds a text, from 0 to 1, and the words that moved it."""

    value: float
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What the rules may know of a comment that somebody wants to post."""

    text: str
    html: str = ""
    # The words of the text as they look: `looks.words_of`. Empty where no rule asks.
    look: str = ""
    # Empty for a registered reader.
    guest_name: str = ""
    # Registered readers who wrote in the same thread and may be read in the name.
    readers_here: tuple[str, ...] = ()
    # How many comments of the author were shown before and still are, up to as many
    # as the rule asks for.
    published_before: int = 0
    earlier: tuple[Earlier, ...] = ()
    # How many comments came to the thread in the last minutes.
    posted_lately: int = 0
    # What holds everything that the author writes; empty: nothing does.
    restriction: str = ""
    # By the scorer; None for a language that it does not know.
    score: Score | None = None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How a rule is set for a part of the site."""

    verdict: Verdict
    threshold: float = 0
    # A word or phrase a line.
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """What a rule noticed: how many, or how much from 0 to 1, and by what."""

    value: float = 1
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One reason to look twice at a comment: it holds or refuses, never removes."""

    name: str
    # What a finding is called, for moderators.
    title: Promise
    # One line for those who set it: what it looks for.
    reason: Promise
    # What the author is told when their comment is held or refused.
    told: Promise
    notice: Callable[[Submission, Setting], Noticed | None]
    verdict: Verdict = Verdict.HOLD
    threshold: float = 0
    # What the threshold counts; empty: there is none to set.
    threshold_label: str | Promise = ""
    # The lowest and the highest threshold that make sense, and how fine it is.
    bounds: tuple[float, float, float] = (1, 100, 1)
    has_words: bool = False
    # Whether what it noticed is said in words of ours, which are shown translated.
    speaks: bool = False
    may_refuse: bool = True
    # Whether it does nothing but ask the author, who may send it anyway.
    asks: bool = False
    needs: frozenset[Fact] = frozenset()
    # Whether it reads the words as they look.
    reads_look: bool = False

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return what it can be set to."""
        if self.asks:
            return Verdict.OFF, Verdict.ASK
        refuses = (Verdict.REFUSE,) if self.may_refuse else ()
        return (Verdict.OFF, Verdict.HOLD, *refuses)

    @property
    def default(self) -> Setting:
        return Setting(verdict=self.verdict, threshold=self.threshold)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What becomes a `Finding`."""

    rule: Rule
    value: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Screened:
    """What all rules together say."""

    refused: Found | None = None
    # What the author is asked about first, if that has not been done.
    asked: Found | None = None
    held: tuple[Found, ...] = field(default=())
