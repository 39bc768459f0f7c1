"""Seals: what a comment said at the moment when somebody reported or decided it."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment
from hiwar.moderation.models import Seal


def seal(*, comment: Comment, now: datetime) -> Seal:
    """Return a seal of `comment` as it is: the same content is sealed only once."""
    return seal_all(comments=[comment], now=now)[comment.pk]


def seal_all(*, comments: Iterable[Comment], now: datetime) -> dict[int, Seal]:
    """Seal each of `comments`, whose authors are loaded; return seals by number."""
    new = {comment.pk: _new(comment, now) for comment in comments}
    Seal.objects.bulk_create(new.values(), ignore_conflicts=True)
    # Asked for again: those that stood there already keep their numbers.
    kept = {
        (row.comment_id, row.digest): row
        for row in Seal.objects.filter(
            comment__in=new.keys(), digest__in={each.digest for each in new.values()}
        )
    }
    return {pk: kept[pk, each.digest] for pk, each in new.items()}


def _new(comment: Comment, now: datetime) -> Seal:
    author = discussion.author_view(comment, is_revealed=True)
    content = {"text": comment.text, "html": comment.html, "author": author.name}
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return Seal(
        comment=comment,
        digest=sha256(written.encode()).hexdigest(),
        text=comment.text,
        html=comment.html,
        author_name=author.name,
        sealed_at=now,
    )
