"""Comments as lines of an archive, with what they refer to called by its ids."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hiwar.accounts import models as accounts
from hiwar.discussion import models as discussion
from hiwar.moderation.models import Decision, DecisionTarget
from hiwar.newsroom import models as newsroom

from . import blanks, foreign_ids, form, own_ids, writing
from .entries import Author, Comment, Removal
from .foreign_ids import Kind, Origins
from .lines import Desk, Numbered, form_of

# What a decision says whose rule or reasons did not come with its comment. These are
# words for moderators, in the language of the sources like the codes of rules.
ELSEWHERE = "elsewhere"
DECIDED_ELSEWHERE = "Decided elsewhere, before this comment was imported."


# Text and name of a comment whose author had all of it deleted: it keeps its place
# for the sake of what answers it, and the format asks for both.
ERASED: Final = "…"


@dataclass(frozen=True, kw_only=True)
class _Named:
    """The ids of all that a batch of comments refers to."""

    comments: Origins
    articles: dict[int, str]
    # By the number of a thread, the article that it stands under.
    homes: dict[int, newsroom.Article]
    readers: dict[int, str]
    guests: dict[int, str | None]
    removals: dict[int, Removal]


def comment_lines(
    comments: Sequence[discussion.Comment],
    *,
    homes: dict[int, newsroom.Article],
    desk: Desk,
) -> Iterator[Numbered]:
    """Yield the lines of `comments`; `homes` are the articles of their threads."""
    named = _look_up(comments, homes)
    for comment in comments:
        how = form_of(named.comments, comment.pk)
        entry = Comment(
            id=_comment_id(comment.pk, comment.thread_id, named),
            article=_article_id(comment, named),
            parent=(
                _comment_id(comment.parent_id, comment.thread_id, named)
                if comment.parent_id
                else None
            ),
            author=_author(comment, how, named),
            text=blanks.end_again(comment.text or ERASED, form.recall(how, "ends")),
            posted_at=comment.posted_at,
            status=comment.status.lower(),
            removal=_removal(named.removals.get(comment.pk), how),
        )
        yield comment.pk, form.write(writing.write(entry, desk.zone), how)


def _look_up(
    comments: Sequence[discussion.Comment], homes: dict[int, newsroom.Article]
) -> _Named:
    numbers = {c.pk for c in comments} | {c.parent_id for c in comments if c.parent_id}
    numbers |= {c.root_id for c in comments if c.root_id}
    origins = foreign_ids.of(Kind.COMMENT, numbers)
    elsewhere = (form.recall(row.form, "article") for row in origins.values())
    articles = {article.pk for article in homes.values()}
    return _Named(
        comments=origins,
        articles=_article_ids(articles | set(filter(None, elsewhere))),
        homes=homes,
        readers=_reader_ids({c.reader_id for c in comments if c.reader_id}),
        guests=_guest_keys({c.guest_id for c in comments if c.guest_id}),
        removals=_removals([c for c in comments if c.status == c.Status.REMOVED]),
    )


def _comment_id(number: int, thread_id: int, named: _Named) -> str:
    if number in named.comments:
        return named.comments[number].foreign_id
    return own_ids.comment_id(named.homes[thread_id].translation_key, number)


def _article_id(comment: discussion.Comment, named: _Named) -> str:
    """Return under which article a comment stands.

    Where languages share a discussion, a comment that came from elsewhere stands
    under the article that its line named, and its replies with it.
    """
    first = comment.root_id or comment.pk
    for number in (comment.pk, first):
        article = form.recall(form_of(named.comments, number), "article")
        if article in named.articles:
            return named.articles[article]
    return named.articles[named.homes[comment.thread_id].pk]


def _author(comment: discussion.Comment, how: str, named: _Named) -> Author:
    if comment.is_erased:
        return Author(guest=ERASED, guest_key=None)
    if comment.reader_id:
        return Author(reader=named.readers[comment.reader_id])
    key = named.guests[comment.guest_id] if comment.guest_id else None
    name = blanks.end_again(comment.guest_name, form.recall(how, "name_ends"))
    return Author(guest=name, guest_key=key)


def _article_ids(numbers: Iterable[int]) -> dict[int, str]:
    rows = newsroom.Article.objects.filter(pk__in=numbers).values_list(
        "pk", "translation_key", "locale__language_code"
    )
    own = {pk: own_ids.article_id(story, language) for pk, story, language in rows}
    return foreign_ids.names(Kind.ARTICLE, own)


def _reader_ids(numbers: Iterable[int]) -> dict[int, str]:
    rows = accounts.Reader.objects.filter(pk__in=numbers).values_list("pk", "uuid")
    return foreign_ids.names(Kind.READER, {pk: str(uuid) for pk, uuid in rows})


def _guest_keys(numbers: Iterable[int]) -> dict[int, str | None]:
    """Return the key of each guest; None for one who was only named in an article."""
    rows = accounts.Guest.objects.filter(pk__in=numbers).values_list("pk", "uuid")
    own: dict[int, str | None] = {pk: str(uuid) for pk, uuid in rows}
    own |= dict.fromkeys(foreign_ids.of(Kind.NAMED, numbers))
    return foreign_ids.names(Kind.GUEST, own)


def _removals(removed: Sequence[discussion.Comment]) -> dict[int, Removal]:
    """Return why each was removed, as far as anybody said."""
    if not removed:
        return {}
    decided = (
        DecisionTarget.objects.filter(
            comment__in=removed, decision__outcome=Decision.Outcome.REMOVE
        )
        .exclude(decision__reversed_by__is_undo=True)
        .order_by("decision__issued_at", "decision_id")
    )
    rows = decided.values_list(
        "comment_id",
        "decision__rule",
        "decision__explanation",
        "decision__issued_at",
    )
    return {
        number: Removal(rule=rule, explanation=explanation, at=at)
        for number, rule, explanation, at in rows
    }


def _removal(removal: Removal | None, how: str) -> Removal | None:
    """Return what the line said of a removal: all of it, a part, or nothing."""
    if removal is None:
        return None
    unsaid = form.recall(how, "unsaid") or []
    if removal.rule == ELSEWHERE and not unsaid:
        return None
    return Removal(
        rule="" if "rule" in unsaid else removal.rule,
        explanation="" if "explanation" in unsaid else removal.explanation,
        at=removal.at,
    )
