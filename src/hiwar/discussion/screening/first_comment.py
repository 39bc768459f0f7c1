"""The first comments of a new reader or guest."""

from django.utils.translation import gettext_lazy as _

from .shapes import Fact, Noticed, Rule, Setting, Submission, Verdict

NAME = "first_comment"


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    before = submission.published_before
    return Noticed(value=before) if before < setting.threshold else None


RULE = Rule(
    name=NAME,
    title=_("first comments of a newcomer"),
    reason=_("An author of whom few comments or none have been shown so far."),
    told=_("The first comments of everybody are read by a moderator here."),
    notice=notice,
    verdict=Verdict.OFF,
    threshold=1,
    threshold_label=_("comments that have to be shown first"),
    bounds=(1, 20, 1),
    may_refuse=False,
    needs=frozenset({Fact.PUBLISHED_BEFORE}),
)
