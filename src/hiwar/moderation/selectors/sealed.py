"""What statements and notices have in common: the comment as it was, the objection."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.safestring import SafeString, mark_safe

from hiwar.discussion.models import Comment
from hiwar.moderation.models import Appeal, Decision, Notice, Seal, Statement

# Article 20 asks for at least six months; no six months have more days.
DAYS_TO_APPEAL = 184


@dataclass(frozen=True, kw_only=True)
class SealedView:
    """A comment as it was when it was decided about or reported."""

    html: SafeString
    language: str
    author: str
    posted_at: datetime
    story: str
    # Of the story; empty while it is not published.
    address: str


@dataclass(frozen=True, kw_only=True)
class AppealView:
    """An objection; its outcome only from when its letter may leave."""

    text: str
    lodged_at: datetime
    is_decided: bool
    is_upheld: bool
    reply: str
    decided_at: datetime | None


def appeal_until(informed_at: datetime) -> datetime:
    """Return until when somebody who was told then may object."""
    return informed_at + timedelta(days=DAYS_TO_APPEAL)


def sealed_view(seal: Seal | None, comment: Comment) -> SealedView:
    """Return `comment` as it was sealed; of one without a seal only where it stood."""
    thread = comment.thread
    return SealedView(
        # Made safe by kernel.text.markup when it was written.
        html=mark_safe(seal.html if seal else ""),  # noqa: S308
        language=comment.language,
        author=seal.author_name if seal else "",
        posted_at=comment.posted_at,
        story=thread.title,
        address=thread.address if thread.is_public else "",
    )


def appeal_view(told: Statement | Notice, now: datetime) -> AppealView | None:
    """Return the objection to what `told` says. Expects it to be loaded."""
    appeal: Appeal | None = getattr(told, "appeal", None)
    if appeal is None:
        return None
    is_decided = bool(appeal.answer_at and appeal.answer_at <= now)
    return AppealView(
        text=appeal.text,
        lodged_at=appeal.lodged_at,
        is_decided=is_decided,
        is_upheld=is_decided and appeal.outcome == Appeal.Outcome.UPHELD,
        reply=appeal.reply if is_decided else "",
        decided_at=appeal.decided_at if is_decided else None,
    )


def reversed_at(decision: Decision) -> datetime | None:
    """Return when a second decision took `decision` back. Expects it to be loaded."""
    reversal: Decision | None = getattr(decision, "reversed_by", None)
    return reversal.issued_at if reversal else None
