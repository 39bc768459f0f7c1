"""What waits, opened: all that a moderator has to know before deciding about it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from hiwar.accounts.models import Reader
from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel.errors import NotFound
from hiwar.moderation import rules
from hiwar.moderation.models import (
    Appeal,
    Decision,
    DecisionTarget,
    Notice,
    QueueItem,
    Report,
)
from hiwar.moderation.waiting import read_key

from .around import SaidView, list_around
from .authors import HistoryView, NoteView, get_history_view, list_notes
from .decided import DecidedView, decided_view
from .findings import FindingView, finding_views
from .own import find_own_cases, is_own_appeal
from .queue import list_section_names, loaded, loaded_appeals
from .rows import RowView, comment_appealed, row_view

MOST_REPORTS = 50
# Keys on a keyboard for the rules, in their order.
KEYS = "1234567890bcdfghlmn"

Status = Comment.Status


@dataclass(frozen=True, kw_only=True)
class ReportView:
    rule: str
    sentence: str
    # Empty: somebody without a name.
    reporter: str
    reported_at: datetime


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    id: int
    rule: str
    explanation: str
    law: str
    name: str
    concerns_abuse_of_children: bool
    is_from_trusted_flagger: bool
    language: str
    received_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppealView:
    id: int
    text: str
    language: str
    lodged_at: datetime
    is_of_notifier: bool
    # The decision that it objects to.
    decision: DecidedView | None
    is_own_decision: bool
    # What was answered, and by whom; empty while it waits.
    outcome: str
    reply: str
    moderator: str


@dataclass(frozen=True, kw_only=True)
class RuleView:
    """A rule as a reason: `explanation` is in the language of who will read it."""

    code: str
    name: str
    # What it means, for the moderator.
    sentence: str
    key: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class OpenedView:
    key: str
    # None when it no longer waits.
    row: RowView | None
    # By the moderator who looks, or told of by them: somebody else decides.
    is_own: bool
    comment_id: int | None
    address: str
    title: str
    section: str
    status: str
    language: str
    # As it was when it was reported, if its author has taken it back since.
    sealed: SafeString
    around: tuple[SaidView, ...]
    findings: tuple[FindingView, ...]
    reports: tuple[ReportView, ...]
    notices: tuple[NoticeView, ...]
    appeal: AppealView | None
    decisions: tuple[DecidedView, ...]
    history: HistoryView | None
    # What hints at one person behind several names.
    hints: tuple[discussion.Hint, ...]
    notes: tuple[NoteView, ...]
    rules: tuple[RuleView, ...]
    escalated_by: str

    @property
    def last_decision(self) -> DecidedView | None:
        return self.decisions[-1] if self.decisions else None


def get_opened_view(*, key: str, reader: Reader, now: datetime) -> OpenedView:
    """Return all about what `key` names, whether it still waits or not.

    Raises NotFound.
    """
    item = find_item(key=key)
    appeal = item.appeal if item else _appeal(key)
    comment = item.comment if item else None
    if comment is None and appeal is None:
        comment = _comment(key)
    if appeal is not None:
        about = comment_appealed(appeal)
        comment = _comment(f"c{about.pk}") if about else None
    sections = list_section_names()
    language = _language_of(comment, appeal)
    own = _own(key, comment, appeal, reader)
    return OpenedView(
        key=key,
        row=(
            row_view(item, sections=sections, own=own, reader=reader, now=now)
            if item
            else None
        ),
        is_own=key in own,
        comment_id=comment.pk if comment else None,
        address=comment.thread.address if comment else "",
        title=comment.thread.title if comment else "",
        section=sections.get(comment.thread.section, "") if comment else "",
        status=comment.status if comment else "",
        language=language,
        sealed=_sealed(comment),
        around=list_around(comment=comment) if comment else (),
        findings=finding_views(comment) if comment else (),
        reports=_reports(comment),
        notices=_notices(comment),
        appeal=_appeal_view(appeal, reader) if appeal else None,
        decisions=_decisions(comment),
        history=get_history_view(comment=comment, now=now) if comment else None,
        hints=discussion.list_hints(comment=comment, now=now) if comment else (),
        notes=list_notes(comment=comment) if comment else (),
        rules=list_reasons(language=language),
        escalated_by=item.escalated_by.name if item and item.escalated_by else "",
    )


def find_item(*, key: str) -> QueueItem | None:
    """Return what waits under `key`, or None. Raises NotFound for what is no key."""
    kind, number = read_key(key)
    field = {"c": "comment", "a": "appeal"}[kind]
    items = loaded(QueueItem.objects.select_related("escalated_by"))
    return items.filter(**{field: number}).first()


def find_last_decision(*, comment_id: int) -> Decision | None:
    """Return the newest decision about a comment that somebody here took."""
    numbers = DecisionTarget.objects.filter(comment=comment_id).values("decision")
    return (
        Decision.objects.filter(pk__in=numbers, is_undo=False)
        .exclude(moderator=None)
        .select_related("moderator")
        .order_by("-issued_at", "-id")
        .first()
    )


def list_reasons(*, language: str) -> tuple[RuleView, ...]:
    """Return the rules, each with what an author is told who reads `language`."""
    return tuple(
        RuleView(
            code=rule.code,
            name=gettext(rule.name),
            sentence=str(rule.sentence),
            key=key,
            explanation=_explanation(rule, language),
        )
        for rule, key in zip(rules.RULES.values(), KEYS, strict=False)
    )


def list_explanations() -> dict[str, dict[str, str]]:
    """Return what authors are told by code of the rule and language, for the script."""
    languages = [code for code, _name in settings.LANGUAGES]
    return {
        rule.code: {each: _explanation(rule, each) for each in languages}
        for rule in rules.RULES.values()
    }


def _explanation(rule: rules.Rule, language: str) -> str:
    """Return the usual explanation, which a moderator may make more exact."""
    known = {code for code, _name in settings.LANGUAGES}
    with translation.override(language if language in known else None):
        return gettext("What you wrote goes against this rule of ours: %(rule)s") % {
            "rule": rule.sentence
        }


def _appeal(key: str) -> Appeal | None:
    """Return the appeal of that key, which has been answered. Raises NotFound."""
    kind, number = read_key(key)
    if kind != "a":
        return None
    appeal = loaded_appeals().filter(pk=number).first()
    if appeal is None:
        raise NotFound
    return appeal


def _comment(key: str) -> Comment:
    kind, number = read_key(key)
    comments = Comment.objects.select_related(
        "thread", "reader", "guest", "parent__reader", "parent__guest"
    ).prefetch_related("findings")
    comment = comments.filter(pk=number).first() if kind == "c" else None
    if comment is None:
        raise NotFound
    return comment


def _language_of(comment: Comment | None, appeal: Appeal | None) -> str:
    """Return the language of who will read the reasons."""
    if comment is None:
        told = (appeal.statement or appeal.notice) if appeal else None
        return told.language if told else settings.LANGUAGE_CODE
    return (comment.reader.language if comment.reader else "") or comment.language


def _own(
    key: str, comment: Comment | None, appeal: Appeal | None, reader: Reader
) -> set[str]:
    """Return `key` in a set if `reader` must leave it to another."""
    if appeal is not None:
        return {key} if is_own_appeal(appeal, reader) else set()
    numbers = [comment.pk] if comment else []
    return {key} if find_own_cases(comments=numbers, reader=reader) else set()


def _sealed(comment: Comment | None) -> SafeString:
    if comment is None or comment.status != Status.WITHDRAWN:
        return mark_safe("")
    seal = comment.seals.order_by("-id").first()
    # Made safe by kernel.text.markup when it was written.
    return mark_safe(seal.html if seal else "")  # noqa: S308


def _reports(comment: Comment | None) -> tuple[ReportView, ...]:
    if comment is None:
        return ()
    rows = Report.objects.filter(comment=comment, settled_by=None)
    return tuple(
        ReportView(
            rule=gettext(rules.public_name(row.rule)),
            sentence=row.sentence,
            reporter=str(row.reader or row.guest or ""),
            reported_at=row.reported_at,
        )
        for row in rows.select_related("reader", "guest").order_by("reported_at", "id")[
            :MOST_REPORTS
        ]
    )


def _notices(comment: Comment | None) -> tuple[NoticeView, ...]:
    if comment is None:
        return ()
    rows = Notice.objects.filter(comment=comment, settled_by=None)
    return tuple(
        NoticeView(
            id=row.pk,
            rule=gettext(rules.public_name(row.rule)) if row.rule else "",
            explanation=row.explanation,
            law=row.law,
            name=row.name,
            concerns_abuse_of_children=row.concerns_abuse_of_children,
            is_from_trusted_flagger=row.is_from_trusted_flagger,
            language=row.language,
            received_at=row.received_at,
        )
        for row in rows.order_by("received_at", "id")[:MOST_REPORTS]
    )


def _decisions(comment: Comment | None) -> tuple[DecidedView, ...]:
    if comment is None:
        return ()
    numbers = DecisionTarget.objects.filter(comment=comment).values("decision")
    rows = Decision.objects.filter(pk__in=numbers).select_related("moderator")
    return tuple(map(decided_view, rows.order_by("issued_at", "id")))


def _appeal_view(appeal: Appeal, reader: Reader) -> AppealView:
    notice = appeal.notice
    statement = appeal.statement
    noticed = notice.settled_by if notice else None
    decision = statement.decision if statement else noticed
    told = statement or notice
    return AppealView(
        id=appeal.pk,
        text=appeal.text,
        language=told.language if told else "",
        lodged_at=appeal.lodged_at,
        is_of_notifier=notice is not None,
        decision=decided_view(decision) if decision else None,
        is_own_decision=bool(decision and decision.moderator_id == reader.pk),
        outcome=appeal.get_outcome_display() if appeal.outcome else "",
        reply=appeal.reply,
        moderator=appeal.moderator.name if appeal.moderator else "",
    )
