"""What stands in the way of a decision."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from hiwar.accounts.models import Reader, Restriction
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.kernel import dates
from hiwar.kernel.errors import Conflict, Invalid, NotAllowed
from hiwar.moderation import words
from hiwar.moderation.models import Decision, DecisionTarget, Notice, Report
from hiwar.moderation.models.decisions import RESTRICTING
from hiwar.moderation.rules import RULES, Rule
from hiwar.moderation.selectors.own import find_own_cases

from .about import About

Outcome = Decision.Outcome
Status = Comment.Status
LONGEST_EXPLANATION = 2_000
LONGEST_LAW: Final = 500
# A decision is dated when its request came, and is there for others a moment later.
IN_THE_MAKING: Final = timedelta(seconds=2)


class NotAModerator(NotAllowed):
    code = "not_a_moderator"
    message = _("Only moderators may decide about comments.")


class YourOwnCase(NotAllowed):
    """About their own words, or what they reported: nobody judges for themselves."""

    code = "your_own_case"
    message = _(
        "You wrote this or reported it yourself. Another moderator has to decide."
    )


class WrongTargets(Invalid):
    code = "wrong_targets"
    message = _("This cannot be decided about what was chosen.")


class ReasonsMissing(Invalid):
    code = "reasons_missing"
    message = _("This needs the rule that was broken and an explanation.")
    field = "explanation"


class ExplanationTooLong(Invalid):
    code = "explanation_too_long"
    message = _("An explanation has at most 2,000 characters.")
    field = "explanation"


class LegalGroundMissing(Invalid):
    code = "legal_ground_missing"
    message = _("Please name the law that this breaks.")
    field = "legal_ground"


class EndMissing(Invalid):
    code = "end_missing"
    message = _("This needs an end that is still to come.")
    field = "until"


class NothingToLift(Conflict):
    code = "nothing_to_lift"
    message = _("Nothing is in force here that could be lifted.")


class AlreadyRestricted(Conflict):
    code = "already_restricted"
    message = _("This holds for them already.")


class AlreadyDecided(Conflict):
    """Somebody was first: it says who, when, and about which of the comments."""

    code = "already_decided"

    def __init__(
        self, decision: Decision, *, comment_ids: Collection[int] = ()
    ) -> None:
        super().__init__()
        self.decision = decision
        self.comment_ids = frozenset(comment_ids)

    def __str__(self) -> str:
        by = self.decision.moderator
        return gettext(
            "%(name)s has decided about this already, on %(moment)s: %(outcome)s."
        ) % {
            "name": by.name if by else "",
            "moment": dates.moment(self.decision.issued_at),
            "outcome": self.decision.get_outcome_display(),
        }


@dataclass(frozen=True, kw_only=True)
class Case:
    """How something was decided; `How` in `decisions` says what each is."""

    rule: str = ""
    explanation: str = ""
    legal_ground: str = ""
    until: datetime | None = None
    source: Decision.Source | str | None = None
    reverses: Decision | None = None
    seen_at: datetime | None = None


def check_case(outcome: Outcome, case: Case, about: About, now: datetime) -> Case:
    """Return what is kept of `case`: nothing that its outcome has no use for.

    Raises ReasonsMissing, ExplanationTooLong, LegalGroundMissing, WordsTooLong or
    EndMissing.
    """
    explanation = case.explanation.strip()
    if len(explanation) > LONGEST_EXPLANATION:
        raise ExplanationTooLong
    case = replace(case, explanation=explanation, until=_end(outcome, case, now))
    if outcome not in RESTRICTING:
        return replace(case, rule="", legal_ground="")
    rule = RULES.get(case.rule)
    if rule is None or not explanation:
        raise ReasonsMissing
    return replace(case, legal_ground=_law(rule, case.legal_ground.strip(), about))


def check_comments(outcome: Outcome, about: About) -> None:
    """Refuse what has been decided, or taken back by its author, in the meantime.

    Raises AlreadyDecided, AlreadyPublished, AlreadyRemoved, AlreadyWithdrawn or
    NotRemoved.
    """
    waiting = _reported(about) if outcome == Outcome.KEEP else set()
    refusals = {
        comment: refusal
        for comment in about.comments
        if (refusal := _REFUSALS[outcome].get(Status(comment.status)))
        and not (comment.pk in waiting and comment.status != Status.REMOVED)
    }
    if not refusals:
        return
    late = next(iter(refusals))
    decision = _newest(Q(comment=late), outcomes=_LED_TO.get(Status(late.status), ()))
    if decision is None:
        raise refusals[late]
    raise AlreadyDecided(decision, comment_ids=[each.pk for each in refusals])


def check_people(
    outcome: Outcome,
    kind: Restriction.Kind | None,
    about: About,
    case: Case,
    now: datetime,
) -> None:
    """Refuse what holds already, and to lift what does not.

    Raises AlreadyDecided, AlreadyRestricted or NothingToLift.
    """
    in_force = [each for each in about.unlifted() if each.is_in_force(now=now)]
    if outcome == Outcome.LIFT:
        if not in_force and case.reverses is None:
            raise NothingToLift
        return
    if outcome == Outcome.WARN:
        return
    for each in in_force:
        if each.kind == kind and _lasts(each.until, case.until):
            decision = Decision.objects.filter(pk=each.decision_number or 0).first()
            raise AlreadyDecided(decision) if decision else AlreadyRestricted


def check_not_own(about: About, moderator: Reader) -> None:
    """Raise YourOwnCase if any of it is about `moderator`, or was told by them."""
    if moderator in about.people or (
        about.numbers and find_own_cases(comments=about.numbers, reader=moderator)
    ):
        raise YourOwnCase


def check_not_decided_since(
    about: About, moderator: Reader, seen_at: datetime | None
) -> None:
    """Raise AlreadyDecided if another moderator has decided since then."""
    if seen_at is None:
        return
    since = Q(decision__issued_at__gt=seen_at - IN_THE_MAKING)
    of_another = ~Q(decision__moderator=moderator)
    if decision := _newest(about.is_any & since & of_another, outcomes=Outcome.values):
        decided = decision.targets.filter(comment__in=about.numbers)
        raise AlreadyDecided(
            decision, comment_ids=decided.values_list("comment_id", flat=True)
        )


def _newest(which: Q, *, outcomes: Collection[str]) -> Decision | None:
    """Return the newest decision about `which` targets that was not undone."""
    target = (
        DecisionTarget.objects.filter(
            which,
            decision__outcome__in=outcomes,
            decision__moderator__isnull=False,
            decision__is_undo=False,
        )
        .exclude(decision__reversed_by__is_undo=True)
        .select_related("decision__moderator")
        .order_by("-decision_id")
        .first()
    )
    return target.decision if target else None


def _reported(about: About) -> set[int]:
    """Return the numbers of what somebody reported and nobody decided about yet."""
    open_ = {"comment__in": about.numbers, "settled_by": None}
    return {
        *Report.objects.filter(**open_).values_list("comment_id", flat=True),
        *Notice.objects.filter(**open_).values_list("comment_id", flat=True),
    }


def _law(rule: Rule, given: str, about: About) -> str:
    """Return the law that is broken; empty where it is a rule of ours alone."""
    if len(given) > LONGEST_LAW:
        raise words.WordsTooLong(
            field="legal_ground", length=len(given), longest=LONGEST_LAW
        )
    if given or not rule.is_law:
        return given
    with override(settings.LANGUAGE_CODE):
        law = str(rule.law)
    named = Notice.objects.filter(comment__in=about.numbers, settled_by=None)
    law = law or named.exclude(law="").values_list("law", flat=True).first() or ""
    if not law:
        raise LegalGroundMissing
    return law


def _end(outcome: Outcome, case: Case, now: datetime) -> datetime | None:
    if outcome not in {Outcome.PAUSE, Outcome.BAN}:
        return None
    if case.until is None:
        if outcome == Outcome.PAUSE:
            raise EndMissing
        return None
    if case.until <= now:
        raise EndMissing
    return case.until


def _lasts(until: datetime | None, wanted: datetime | None) -> bool:
    return until is None or (wanted is not None and wanted <= until)


_REFUSALS: Final[Mapping[Outcome, Mapping[Status, type[Conflict]]]] = {
    Outcome.KEEP: {
        Status.PUBLISHED: discussion.AlreadyPublished,
        Status.REMOVED: discussion.AlreadyRemoved,
        Status.WITHDRAWN: discussion.AlreadyWithdrawn,
    },
    Outcome.REMOVE: {Status.REMOVED: discussion.AlreadyRemoved},
    Outcome.RESTORE: dict.fromkeys(
        (Status.PENDING, Status.PUBLISHED, Status.WITHDRAWN), discussion.NotRemoved
    ),
}
# By which decisions a comment has come to where it is.
_LED_TO: Final[Mapping[Status, Collection[str]]] = {
    Status.REMOVED: (Outcome.REMOVE,),
    Status.PUBLISHED: (Outcome.KEEP, Outcome.RESTORE),
}
