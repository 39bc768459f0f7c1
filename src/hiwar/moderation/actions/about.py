"""What a decision is about: comments, or the people who wrote them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hiwar.accounts.models import Guest, Reader, Restriction
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.moderation.models import Decision

Author = Reader | Guest
Target = Comment | Reader | Guest


@dataclass(frozen=True, kw_only=True)
class About:
    """The targets as they were when they were locked: before anything was decided."""

    comments: tuple[Comment, ...]
    people: tuple[Author, ...]

    def __bool__(self) -> bool:
        return bool(self.comments or self.people)

    @property
    def numbers(self) -> list[int]:
        return [comment.pk for comment in self.comments]

    @property
    def authors(self) -> Mapping[Author, tuple[Comment, ...]]:
        """Return everybody whom it concerns, with what of theirs it is about."""
        by_author: dict[Author, list[Comment]] = defaultdict(list)
        for person in self.people:
            by_author[person] = []
        for comment in self.comments:
            by_author[author_of(comment)].append(comment)
        return {author: tuple(comments) for author, comments in by_author.items()}

    @property
    def is_any(self) -> Q:
        """Return what the targets of other decisions about the same are found by."""
        readers = [each.pk for each in self.people if isinstance(each, Reader)]
        guests = [each.pk for each in self.people if isinstance(each, Guest)]
        return Q(comment__in=self.numbers) | Q(reader__in=readers) | Q(guest__in=guests)

    def restrictions(self) -> QuerySet[Restriction]:
        """Return what was ever taken from these people."""
        readers = [each.pk for each in self.people if isinstance(each, Reader)]
        guests = [each.pk for each in self.people if isinstance(each, Guest)]
        return Restriction.objects.filter(
            Q(reader__in=readers) | Q(guest__in=guests)
        ).order_by("id")

    def unlifted(self) -> QuerySet[Restriction]:
        """Return what was taken from them and not given back; it may have ended."""
        return self.restrictions().filter(lifted_at__isnull=True)

    def restrictions_to_lift(
        self, reverses: Decision | None, now: datetime
    ) -> list[Restriction]:
        """Return those of one decision, or all in force. A warning lifts itself."""
        if reverses is not None:
            return list(self.unlifted().filter(decision_number=reverses.pk))
        in_force = self.unlifted().exclude(kind=Restriction.Kind.WARNING)
        return [each for each in in_force if each.is_in_force(now=now)]


def lock_targets(targets: Iterable[Target]) -> About:
    """Return `targets` as they are now that nobody else decides about them."""
    wanted = list(targets)
    comments = [each for each in wanted if isinstance(each, Comment)]
    return About(
        comments=tuple(discussion.lock_comments(comments)) if comments else (),
        people=(*_lock(Reader, wanted), *_lock(Guest, wanted)),
    )


def author_of(comment: Comment) -> Author:
    author = comment.reader or comment.guest
    # Held by the constraint comment_has_one_author.
    assert author is not None
    return author


def owned_by(author: Author) -> dict[str, Author]:
    """Return the one of the columns `reader` and `guest` that `author` stands in."""
    return {"reader": author} if isinstance(author, Reader) else {"guest": author}


def newest_address_of(author: Author) -> str:
    """Return the hash of where a guest wrote from last; a reader has an account."""
    if isinstance(author, Reader):
        return ""
    known = Comment.objects.filter(guest=author).exclude(address_hash="")
    newest = known.order_by("-posted_at", "-id").values_list("address_hash", flat=True)
    return newest.first() or ""


def _lock(model: type[Author], wanted: Sequence[Target]) -> list[Author]:
    numbers = {each.pk for each in wanted if isinstance(each, model)}
    if not numbers:
        return []
    return list(
        model._default_manager.select_for_update().filter(pk__in=numbers).order_by("id")
    )
