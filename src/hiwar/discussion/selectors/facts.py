"""What screening has to know beside a comment: each fact one question, if asked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, DateTimeField

from hiwar import scorer
from hiwar.accounts import standing
from hiwar.accounts.models import Guest, Reader
from hiwar.discussion import story
from hiwar.discussion.models import Comment, Print, Thread
from hiwar.discussion.screening import (
    Earlier,
    Fact,
    Score,
    Setting,
    Verdict,
    burst,
    first_comment,
    looks,
    repeated_text,
    restricted_author,
    score,
    second_thought,
)
from hiwar.kernel import prepared
from hiwar.kernel.prepared import Given

from .rules import find_readers_in_name

# One mark in common is often chance.
MARKS_IN_COMMON = 2
# A word with less of the weight of the heaviest says nothing to anybody.
HEAVY = 0.3


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Of whom and what the facts are."""

    thread: Thread
    text: str
    author: Reader | Guest | None
    guest_name: str
    look: str
    marks: tuple[int, ...]
    address_hash: str
    settings: Mapping[str, Setting]
    now: datetime


def get_facts(*, needed: Collection[Fact], asked: Asked) -> dict[str, Any]:
    """Return each of the facts that are `needed`, as `Submission` wants them."""
    return {str(fact): _FACTS[fact](asked) for fact in needed}


def _readers_here(asked: Asked) -> tuple[str, ...]:
    if not asked.guest_name:
        return ()
    return find_readers_in_name(thread=asked.thread, name=asked.guest_name)


def _published_before(asked: Asked) -> int:
    """Count what is shown of the author, no further than the rule wants to know."""
    if asked.author is None:
        return 0
    enough = int(asked.settings[first_comment.NAME].threshold)
    kind = "reader" if isinstance(asked.author, Reader) else "guest"
    return len(_shown(kind, enough).all(author=asked.author.pk))


def _posted_lately(asked: Asked) -> int:
    enough = int(asked.settings[burst.NAME].threshold)
    since = asked.now - burst.WINDOW
    return len(_lately(enough).all(thread=asked.thread.pk, since=since))


def _earlier(asked: Asked) -> tuple[Earlier, ...]:
    if not asked.marks:
        return ()
    given = {_place(number): mark for number, mark in enumerate(asked.marks)}
    since = asked.now - repeated_text.WINDOW
    found = _alike(len(asked.marks)).all(since=since, **given)
    enough = asked.settings[repeated_text.NAME].threshold
    if len(found) < enough:
        return ()
    texts = Comment.objects.filter(pk__in=[pk for pk, _number in found])
    return tuple(
        Earlier(comment_id=pk, look=looks.words_of(text[: repeated_text.LONGEST * 2]))
        for pk, text in texts.values_list("pk", "text")
    )


def _restriction(asked: Asked) -> str:
    author = asked.author
    if author is not None and standing.is_held_first(author, asked.now):
        return restricted_author.BY_DECISION
    if isinstance(author, Reader):
        return ""
    if standing.comes_from_banned(asked.address_hash, asked.now):
        return restricted_author.BANNED_NETWORK
    return ""


def _score(asked: Asked) -> Score | None:
    """Ask the scorer; which words moved it, only where that will be read.

    Only then is the story asked for, too: what somebody quotes of it is not their own.
    """
    names = (score.NAME, second_thought.NAME)
    heeded = [
        setting
        for setting in map(asked.settings.__getitem__, names)
        if setting.verdict != Verdict.OFF
    ]
    least = min(setting.threshold for setting in heeded) / 100
    found = scorer.score(asked.text, least=least)
    if found.toxicity is None:
        return None
    if not any(score.is_enough(found.toxicity, setting) for setting in heeded):
        return Score(value=found.toxicity)
    told = story.words_of(asked.thread.key)
    found = scorer.score(asked.text, story=told, explains=True)
    if found.toxicity is None:
        return None
    return Score(value=found.toxicity, words=_heaviest(found.moved))


def _heaviest(moved: Sequence[scorer.Moved]) -> str:
    """Return the words that matter beside the first: small ones weigh a little, too."""
    least = HEAVY * max((word.by for word in moved), default=0)
    return ", ".join(word.text for word in moved if word.by >= least)


_FACTS: dict[Fact, Callable[[Asked], Any]] = {
    Fact.READERS_HERE: _readers_here,
    Fact.PUBLISHED_BEFORE: _published_before,
    Fact.EARLIER: _earlier,
    Fact.POSTED_LATELY: _posted_lately,
    Fact.RESTRICTION: _restriction,
    Fact.SCORE: _score,
}


@cache
def _shown(kind: str, enough: int) -> prepared.Query[int]:
    return prepared.Query(
        lambda: (
            Comment.objects.filter(**{kind: Given("author")})
            .visible()
            .values_list("pk", flat=True)[:enough]
        )
    )


@cache
def _lately(enough: int) -> prepared.Query[int]:
    return prepared.Query(
        lambda: Comment.objects.filter(
            thread=Given("thread"), posted_at__gt=Given("since", DateTimeField())
        ).values_list("pk", flat=True)[:enough]
    )


@cache
def _alike(marks: int) -> prepared.Query[tuple[int, int]]:
    """Return what asks for the comments with the most marks in common, newest first."""
    places: Any = [Given(_place(number)) for number in range(marks)]
    return prepared.Query(
        lambda: (
            Print.objects.filter(
                value__in=places,
                comment__posted_at__gt=Given("since", DateTimeField()),
            )
            .values("comment")
            .annotate(number=Count("id"))
            .filter(number__gte=MARKS_IN_COMMON)
            .order_by("-number", "-comment")
            .values_list("comment", "number")[: repeated_text.MOST]
        )
    )


def _place(number: int) -> str:
    return f"mark{number}"
