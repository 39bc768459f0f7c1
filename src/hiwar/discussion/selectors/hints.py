"""Hints that several names may be one person: for moderators' eyes alone.

From hashes of addresses, which are forgotten after weeks, from names and from times of
writing. Each says why in words. Families, schools and whole mobile networks share an
address: a hint is never a reason to decide, and nothing is decided by one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from hiwar.discussion.models import Comment, CommentQuerySet, Finding
from hiwar.discussion.screening import repeated_text
from hiwar.kernel import dates

from .views import author_view

# How far back, and how many comments from one network are looked at.
WINDOW = timedelta(days=30)
MOST_LOOKED_AT = 500
MOST_OTHERS = 3
# Two who write so close together may be one who changes names.
CLOSE = timedelta(minutes=2)

_Author = tuple[int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A reason to look, in words, and the comments that it is about."""

    words: str
    comment_ids: tuple[int, ...]


def list_hints(*, comment: Comment, now: datetime) -> tuple[Hint, ...]:
    """Return what hints at one person behind `comment` and others. For moderators.

    In a constant number of queries, however much was written.
    """
    near = _from_same_network(comment, now)
    others = [one for one in near if _author(one) != _author(comment)]
    return (
        *_close_in_time(comment, near, others),
        *_same_network(comment, others),
        *_same_name(comment, others),
        *_same_text(comment),
    )


def _close_in_time(
    comment: Comment, near: list[Comment], others: list[Comment]
) -> Iterator[Hint]:
    """Find others who wrote minutes before or after, from the same network."""
    own = [one for one in near if _author(one) == _author(comment)]
    for theirs in _by_author(others):
        pairs = [
            (one, other)
            for one in [comment, *own]
            for other in theirs
            if one.thread_id == other.thread_id
            and abs(one.posted_at - other.posted_at) <= CLOSE
        ]
        threads = len({one.thread_id for one, _other in pairs})
        if not threads:
            continue
        minutes = int(CLOSE.total_seconds() // 60)
        words = ngettext(
            "Posted within %(minutes)s minutes from the same network as %(name)s"
            " in %(threads)s discussion.",
            "Posted within %(minutes)s minutes from the same network as %(name)s"
            " in %(threads)s discussions.",
            threads,
        ) % {
            "minutes": dates.number(minutes),
            "name": _name(theirs[0]),
            "threads": dates.number(threads),
        }
        yield Hint(words=words, comment_ids=_ids(other for _one, other in pairs))


def _same_network(comment: Comment, others: list[Comment]) -> Iterator[Hint]:
    """Name others who wrote from the same network in the same discussion."""
    here = [one for one in others if one.thread_id == comment.thread_id]
    authors = _by_author(here)
    if not authors:
        return
    names = [_name(theirs[0]) for theirs in authors]
    words = gettext("From the same network, %(names)s wrote in this discussion.") % {
        "names": get_text_list(names, gettext("and"))
    }
    yield Hint(words=words, comment_ids=_ids(here))


def _same_name(comment: Comment, others: list[Comment]) -> Iterator[Hint]:
    """Find another guest with that name and network: the cookie was thrown away."""
    if not comment.guest_id:
        return
    same = [
        one
        for one in others
        if one.guest_id and one.guest_skeleton == comment.guest_skeleton
    ]
    if same:
        words = gettext(
            "A guest with this name and another mark wrote from the same network."
        )
        yield Hint(words=words, comment_ids=_ids(same))


def _same_text(comment: Comment) -> Iterator[Hint]:
    """Name others who posted nearly the same text, as screening found them."""
    finding = Finding.objects.filter(comment=comment, name=repeated_text.NAME).first()
    if finding is None:
        return
    numbers = [part.lstrip("#") for part in finding.words.split(", ")]
    ids = [int(number) for number in numbers if number.isdigit()]
    alike = _loaded(Comment.objects.filter(pk__in=ids)).order_by("id")
    others = [one for one in alike if _author(one) != _author(comment)]
    if others:
        names = [_name(theirs[0]) for theirs in _by_author(others)]
        words = gettext("%(names)s posted nearly the same text.") % {
            "names": get_text_list(names, gettext("and"))
        }
        yield Hint(words=words, comment_ids=_ids(others))


def _from_same_network(comment: Comment, now: datetime) -> list[Comment]:
    """Return what came from the same network lately, the newest first."""
    if not comment.address_hash:
        return []
    near = Comment.objects.filter(
        Q(posted_at__gt=now - WINDOW), address_hash=comment.address_hash
    ).exclude(pk=comment.pk)
    return list(_loaded(near).order_by("-posted_at", "-id")[:MOST_LOOKED_AT])


def _loaded(comments: CommentQuerySet) -> CommentQuerySet:
    return comments.select_related("reader", "guest").defer("text", "html")


def _by_author(comments: Iterable[Comment]) -> list[list[Comment]]:
    """Return the comments of each author; those of the few who wrote the most."""
    theirs: dict[_Author, list[Comment]] = defaultdict(list)
    for comment in comments:
        theirs[_author(comment)].append(comment)
    return sorted(theirs.values(), key=len, reverse=True)[:MOST_OTHERS]


def _author(comment: Comment) -> _Author:
    return comment.reader_id, comment.guest_id


def _name(comment: Comment) -> str:
    """Return a name set apart, so that it does not turn the words around it."""
    return f"\u2068{author_view(comment, is_revealed=True).name}\u2069"


def _ids(comments: Iterable[Comment]) -> tuple[int, ...]:
    return tuple(sorted({comment.pk for comment in comments}))
