"""What may be read as an insult: its author is asked, and can send it anyway."""

from django.utils.translation import gettext_lazy as _

from . import score
from .shapes import Fact, Noticed, Rule, Setting, Submission, Verdict

NAME = "second_thought"


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    """Compare the score, in percent, with a threshold that asks and holds nothing."""
    return score.notice(submission, setting)


RULE = Rule(
    name=NAME,
    title=_("second thought"),
    reason=_("A text that may be read as an insult. Its author can send it anyway."),
    told=_("This may be read as an insult. Send it anyway?"),
    notice=notice,
    verdict=Verdict.ASK,
    threshold=80,
    threshold_label=_("percent from which its author is asked"),
    bounds=(1, 100, 1),
    asks=True,
    may_refuse=False,
    needs=frozenset({Fact.SCORE}),
)
