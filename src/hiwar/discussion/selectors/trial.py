"""A rule put to comments that were posted: what it would have held.

Facts are asked for all comments at once. What was shown when a comment was posted is
not kept: today's status stands for it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery

from hiwar import scorer
from hiwar.accounts.models import Reader
from hiwar.discussion.models import Comment, CommentQuerySet, Finding
from hiwar.discussion.screening import (
    BY_NAME,
    Earlier,
    Fact,
    Noticed,
    Score,
    Setting,
    Submission,
    burst,
    looks,
    repeated_text,
    restricted_author,
    score,
)

from .facts import MARKS_IN_COMMON
from .rules import looks_within

# So many of the newest are tried, among so many where a section is asked for.
TRIED = 1_000
# Of texts that have to be scored: nobody waits longer for the page.
SCORED = 200
LOOKED_THROUGH = 20_000

Status = Comment.Status


@dataclass(frozen=True, kw_only=True)
class Caught:
    """A comment that a rule would have held, and what it noticed."""

    comment: Comment
    noticed: Noticed


@dataclass(frozen=True, kw_only=True)
class Trial:
    number_tried: int
    # The newest first.
    caught: tuple[Caught, ...]


def try_rule(*, name: str, setting: Setting, section: str = "") -> Trial:
    """Return what a rule set like this would have held of the newest comments.

    What staff and trusted readers wrote is never held, what was withdrawn is nobody's
    business. In a constant number of queries.
    """
    rule = BY_NAME[name]
    most = SCORED if Fact.SCORE in rule.needs else TRIED
    comments = list(_newest(section)[:most])
    facts = {str(fact): _FACTS[fact](comments, setting) for fact in rule.needs}
    caught = []
    for comment in comments:
        reader = comment.reader
        if reader and (reader.is_staff or reader.is_trusted):
            continue
        known = {fact: of[comment.pk] for fact, of in facts.items() if comment.pk in of}
        submission = Submission(
            text=comment.text,
            html=comment.html,
            look=looks.words_of(comment.text) if rule.reads_look else "",
            guest_name=comment.guest_name,
            **known,
        )
        if (noticed := rule.notice(submission, setting)) is not None:
            caught.append(Caught(comment=comment, noticed=noticed))
    return Trial(number_tried=len(comments), caught=tuple(caught))


def _newest(section: str) -> CommentQuerySet:
    newest = Comment.objects.exclude(status=Status.WITHDRAWN).order_by("-id")
    if section:
        last = Comment.objects.order_by("-id").values_list("id", flat=True).first() or 0
        newest = newest.filter(pk__gt=last - LOOKED_THROUGH, thread__section=section)
    return newest.select_related("thread", "reader", "guest")


def _readers_here(
    comments: Sequence[Comment], _setting: Setting
) -> dict[int, tuple[str, ...]]:
    """Find readers of the same thread whose names may be read in a guest's."""
    within = {
        comment.pk: set(looks_within(comment.guest_name))
        for comment in comments
        if comment.guest_id
    }
    wanted = set().union(*within.values()) if within else set()
    readers = {
        pk: (look, name)
        for part in _parts(sorted(wanted))
        for pk, look, name in Reader.objects.filter(skeleton__in=part).values_list(
            "pk", "skeleton", "name"
        )
    }
    wrote = defaultdict(set)
    threads = {comment.thread_id for comment in comments}
    pairs = Comment.objects.filter(reader__in=readers, thread__in=threads)
    for thread_id, reader_id in pairs.values_list("thread_id", "reader_id").distinct():
        wrote[thread_id].add(reader_id)
    return {
        comment.pk: tuple(
            readers[pk][1]
            for pk in sorted(wrote[comment.thread_id])
            if readers[pk][0] in within[comment.pk]
        )
        for comment in comments
        if comment.pk in within
    }


def _parts(looks_: list[str]) -> Iterator[list[str]]:
    """Yield them in parts that a query can hold."""
    for start in range(0, len(looks_), 2_000):
        yield looks_[start : start + 2_000]


def _published_before(comments: Sequence[Comment], setting: Setting) -> dict[int, int]:
    """Return whether so many were shown before: all that the rule wants to know."""
    enough = int(setting.threshold)
    shown = Comment.objects.visible().order_by("posted_at", "id").values("posted_at")
    place = slice(enough - 1, enough)
    rows = Comment.objects.filter(pk__in=[comment.pk for comment in comments]).annotate(
        of_reader=Subquery(shown.filter(reader=OuterRef("reader"))[place]),
        of_guest=Subquery(shown.filter(guest=OuterRef("guest"))[place]),
    )
    return {
        pk: enough if reached and reached < posted_at else 0
        for pk, posted_at, *reached_by in rows.values_list(
            "pk", "posted_at", "of_reader", "of_guest"
        )
        for reached in [reached_by[0] or reached_by[1]]
    }


def _posted_lately(comments: Sequence[Comment], setting: Setting) -> dict[int, int]:
    """Return whether so many came to the thread just before."""
    enough = int(setting.threshold)
    before = (
        Comment.objects.filter(
            thread=OuterRef("thread"), posted_at__lt=OuterRef("posted_at")
        )
        .order_by("-posted_at", "-id")
        .values("posted_at")[enough - 1 : enough]
    )
    rows = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
    return {
        pk: enough if reached and posted_at - reached < burst.WINDOW else 0
        for pk, posted_at, reached in rows.annotate(reached=Subquery(before))
        .values_list("pk", "posted_at", "reached")
        .order_by(F("pk").asc())
    }


def _earlier(
    comments: Sequence[Comment], _setting: Setting
) -> dict[int, tuple[Earlier, ...]]:
    """Compare the comments with one another, as posting does with all of a week."""
    bearers: dict[int, list[Comment]] = defaultdict(list)
    seen: dict[int, Earlier] = {}
    found = {}
    for comment in sorted(comments, key=lambda one: (one.posted_at, one.pk)):
        look = looks.words_of(comment.text[: repeated_text.LONGEST * 2])
        marks = repeated_text.marks(look)
        common = Counter(
            other.pk
            for mark in marks
            for other in bearers[mark]
            if comment.posted_at - other.posted_at < repeated_text.WINDOW
        )
        nearest = common.most_common(repeated_text.MOST)
        found[comment.pk] = tuple(
            seen[pk] for pk, number in nearest if number >= MARKS_IN_COMMON
        )
        seen[comment.pk] = Earlier(comment_id=comment.pk, look=look)
        for mark in marks:
            bearers[mark].append(comment)
    return found


def _restriction(comments: Sequence[Comment], _setting: Setting) -> dict[int, str]:
    rows = _findings(comments, restricted_author.NAME).values_list("comment", "words")
    return dict(rows)


def _score(comments: Sequence[Comment], _setting: Setting) -> dict[int, Score]:
    """Score them anew; which words moved it is kept of those that were held alone."""
    words = dict(_findings(comments, score.NAME).values_list("comment", "words"))
    scored = scorer.score_all(comment.text for comment in comments)
    return {
        comment.pk: Score(value=one.toxicity, words=words.get(comment.pk, ""))
        for comment, one in zip(comments, scored, strict=True)
        if one.toxicity is not None
    }


def _findings(comments: Sequence[Comment], name: str) -> Any:
    return Finding.objects.filter(comment__in=[one.pk for one in comments], name=name)


_FACTS: Mapping[Fact, Callable[[Sequence[Comment], Setting], dict[int, Any]]] = {
    Fact.READERS_HERE: _readers_here,
    Fact.PUBLISHED_BEFORE: _published_before,
    Fact.EARLIER: _earlier,
    Fact.POSTED_LATELY: _posted_lately,
    Fact.RESTRICTION: _restriction,
    Fact.SCORE: _score,
}
