"""The place of the scorer: a score above a threshold."""

from django.utils.translation import gettext_lazy as _

from .shapes import Fact, Noticed, Rule, Setting, Submission

NAME = "score"


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    """Compare the score, in percent, with the threshold. No score, nothing noticed."""
    score = submission.score
    if score is None or not is_enough(score.value, setting):
        return None
    return Noticed(value=score.value, words=score.words)


def is_enough(value: float, setting: Setting) -> bool:
    """Say whether a score is as high as the threshold, in whole percent."""
    return round(100 * value) >= setting.threshold


RULE = Rule(
    name=NAME,
    title=_("score"),
    reason=_("A text that the scorer takes for hurtful."),
    told=_("It looks as if it could hurt people."),
    notice=notice,
    threshold=90,
    threshold_label=_("percent from which it is held"),
    bounds=(1, 100, 1),
    needs=frozenset({Fact.SCORE}),
)
