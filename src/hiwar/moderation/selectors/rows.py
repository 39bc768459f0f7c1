"""One line of the queue: who, what, why it waits, and how long it still may."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from hiwar.accounts.models import Reader
from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment
from hiwar.moderation.models import Appeal, QueueItem
from hiwar.moderation.models.queue import A_CLAIM_LASTS
from hiwar.moderation.spans import in_words

from .findings import name_of_finding

# As much of it as two lines take.
EXCERPT = 160
SOON = timedelta(hours=2)
A_MONTH = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class RowView:
    """What waits, in short. `key` names it in addresses, even after it was decided."""

    key: str
    author: discussion.AuthorView
    excerpt: str
    language: str
    title: str
    section: str
    is_held: bool
    number_of_reports: int
    number_of_notices: int
    is_appeal: bool
    is_escalated: bool
    findings: tuple[str, ...]
    due_at: datetime
    # How long it may still wait, or how long it has waited too long.
    span: str
    is_overdue: bool
    # So long that nobody needs to know how long: it came with an import, say.
    is_long_overdue: bool
    is_due_soon: bool
    # Who else looks at it now.
    claimed_by: str
    # By the moderator who looks, or told of by them: somebody else decides.
    is_own: bool = False


def row_view(
    item: QueueItem,
    *,
    sections: Mapping[str, str],
    own: Collection[str],
    reader: Reader,
    now: datetime,
) -> RowView:
    """Return one line. Expects all that it shows to be loaded.

    `own` are the keys of what `reader` must leave to another.
    """
    left = item.due_at - now
    said = _Said(item)
    return RowView(
        key=item.key,
        author=said.author,
        excerpt=excerpt(said.text),
        language=said.language,
        title=said.title,
        section=sections.get(item.section, ""),
        is_held=item.is_held,
        number_of_reports=item.number_of_reports,
        number_of_notices=item.number_of_notices,
        is_appeal=item.appeal_id is not None,
        is_escalated=item.escalated_at is not None,
        findings=said.findings,
        due_at=item.due_at,
        span=in_words(abs(left)),
        is_overdue=left < timedelta(0),
        is_long_overdue=left < -A_MONTH,
        is_due_soon=timedelta(0) <= left < SOON,
        claimed_by=claimed_by_another(item, reader=reader, now=now),
        is_own=item.key in own,
    )


def claimed_by_another(item: QueueItem, *, reader: Reader, now: datetime) -> str:
    """Return the name of who else looks at it; empty when nobody does."""
    if not item.claimed_by or not item.claimed_at or item.claimed_by_id == reader.pk:
        return ""
    return item.claimed_by.name if now - item.claimed_at < A_CLAIM_LASTS else ""


def excerpt(html: str) -> str:
    """Return the beginning of what readers see, as plain text on one line."""
    # Paragraphs and lines are told apart by a blank, as they are to the eye.
    text = " ".join(unescape(strip_tags(html.replace("<", " <"))).split())
    return Truncator(text).chars(EXCERPT)


def comment_appealed(appeal: Appeal) -> Comment | None:
    """Return the comment that the decision was about. Expects it to be loaded."""
    if appeal.notice is not None:
        return appeal.notice.comment
    if appeal.statement is None:
        return None
    targets = appeal.statement.decision.targets.all()
    return next((each.comment for each in targets if each.comment), None)


def appellant(appeal: Appeal) -> discussion.AuthorView:
    """Return who objects: the author of what was removed, or who sent the notice."""
    told = appeal.statement
    if told is not None and told.reader is not None:
        return discussion.reader_view(told.reader)
    if told is not None and told.guest is not None:
        return discussion.guest_view(told.guest)
    name = appeal.notice.name if appeal.notice else ""
    return discussion.AuthorView(name=name, kind=discussion.AuthorKind.READER)


class _Said:
    """Who said what, in a comment or in an appeal."""

    def __init__(self, item: QueueItem) -> None:
        comment = item.comment
        if comment is not None:
            self.author = discussion.author_view(comment)
            self.text = comment.html
            self.findings = tuple(
                name_of_finding(finding.name) for finding in comment.findings.all()
            )
        else:
            assert item.appeal is not None
            comment = comment_appealed(item.appeal)
            self.author = appellant(item.appeal)
            self.text = item.appeal.text
            self.findings = ()
        self.language = item.language
        self.title = comment.thread.title if comment else ""
