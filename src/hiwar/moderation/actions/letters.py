"""Sending the letters that are due: each once, and none about what was undone.

The stamp and the mail stand in one transaction, so a task that runs twice sends once.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import translation

from hiwar.accounts.letters import Letter, post
from hiwar.moderation import letters
from hiwar.moderation.letters import Kind
from hiwar.moderation.models import Appeal, Notice, Statement
from hiwar.moderation.selectors.notices import (
    get_notice_view,
    told_decision,
    told_revision,
)
from hiwar.moderation.selectors.sealed import appeal_view
from hiwar.moderation.selectors.statements import get_statement_view


@transaction.atomic
def send_letter(*, letter: str, number: int, now: datetime) -> None:
    """Send a letter that is due, unless it has been sent or its reason is gone.

    `letter` is one of letters.Kind, `number` that of what it is about. Where there is
    no address to write to, what it says stands on its page alone.
    """
    letters.write_as_the_paper_does()
    _SEND[Kind(letter)](number, now)


def _send_statement(number: int, now: datetime) -> None:
    statement = (
        Statement.objects.select_for_update(of=("self",))
        .given()
        .with_reasons()
        .filter(pk=number, mailed_at=None, mail_at__lte=now)
        .first()
    )
    to = _author_address(statement) if statement else ""
    if statement is None or not to:
        return
    with translation.override(statement.language or settings.LANGUAGE_CODE):
        post(
            letters.of_statement(get_statement_view(statement=statement, now=now)),
            to=to,
        )
    Statement.objects.filter(pk=number).update(mailed_at=now)


def _send_receipt(number: int, now: datetime) -> None:
    notice = _lock_notice(number)
    if notice is None or not notice.email or notice.receipted_at:
        return
    _post_about(notice, letters.of_receipt, now)
    Notice.objects.filter(pk=number).update(receipted_at=now)


def _send_answer(number: int, now: datetime) -> None:
    notice = _lock_notice(number)
    if notice is None or not notice.email or notice.answered_at:
        return
    if told_decision(notice, now) is None:
        return
    _post_about(notice, letters.of_answer, now)
    Notice.objects.filter(pk=number).update(answered_at=now)


def _send_revision(number: int, now: datetime) -> None:
    notice = _lock_notice(number)
    if notice is None or not notice.email or notice.revision_told_at:
        return
    if told_revision(notice, now) is None:
        return
    _post_about(notice, letters.of_revision, now)
    Notice.objects.filter(pk=number).update(revision_told_at=now)


def _send_reply(number: int, now: datetime) -> None:
    appeal = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("statement__reader", "statement__guest", "notice")
        .filter(pk=number, answered_at=None, answer_at__lte=now)
        .first()
    )
    told = (appeal.statement or appeal.notice) if appeal else None
    if told is None:
        return
    to = _author_address(told) if isinstance(told, Statement) else told.email
    view = appeal_view(told, now)
    if not to or view is None:
        return
    with translation.override(told.language or settings.LANGUAGE_CODE):
        post(letters.of_reply(view, path=letters.path_of(told)), to=to)
    Appeal.objects.filter(pk=number).update(answered_at=now)


def _lock_notice(number: int) -> Notice | None:
    locked = Notice.objects.select_for_update(of=("self",)).with_outcome()
    return locked.filter(pk=number).first()


def _post_about(notice: Notice, write: Callable[..., Letter], now: datetime) -> None:
    with translation.override(notice.language or settings.LANGUAGE_CODE):
        post(write(get_notice_view(notice=notice, now=now)), to=notice.email)


def _author_address(statement: Statement) -> str:
    author = statement.reader or statement.guest
    return (author.email or "") if author else ""


_SEND: Final[dict[Kind, Callable[[int, datetime], None]]] = {
    Kind.RECEIPT: _send_receipt,
    Kind.STATEMENT: _send_statement,
    Kind.ANSWER: _send_answer,
    Kind.REPLY: _send_reply,
    Kind.REVISION: _send_revision,
}
