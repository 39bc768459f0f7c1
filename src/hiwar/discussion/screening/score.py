"""The place of the scorer: a score above a threshold."""

from django.utils.translation import gettext_lazy as _

from .shapes import Fact, Noticed, Rule, Setting, Submission

NAME = "score"


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    """Compare the score, in percent, with the threshold. No score, nothing noticed."""
    score = submission.score
    if score is None or round(100 * score) < setting.threshold:
        return None
    return Noticed(value=score)


RULE = Rule(
    name=NAME,
    title=_("score"),
    reason=_("The scorer is as sure as this that people would find it hurtful."),
    told=_("It looks as if it could hurt people."),
    notice=notice,
    threshold=90,
    threshold_label=_("percent"),
    bounds=(1, 100, 1),
    needs=frozenset({Fact.SCORE}),
)
