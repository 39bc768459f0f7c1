"""Text in capitals, in scripts that have them, and rows of exclamation marks."""

import re

from django.utils.translation import gettext_lazy as _

from .shapes import Noticed, Rule, Setting, Submission, Verdict

NAME = "shouting"
# Less than a sentence is often a name, an abbreviation or a laugh.
SHORTEST = 20
MARKS = re.compile(r"[!?؟！？]{4,}")


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    """Compare the share of capitals, in percent, with the threshold.

    Rows of four marks and more count as ten percent each: Arabic shouts so.
    """
    text = submission.text
    capitals = sum(map(str.isupper, text))
    cased = capitals + sum(map(str.islower, text))
    share = 100 * capitals / cased if cased >= SHORTEST else 0
    loud = min(100, round(share + 10 * len(MARKS.findall(text))))
    return Noticed(value=loud / 100) if loud > setting.threshold else None


RULE = Rule(
    name=NAME,
    title=_("shouting"),
    reason=_("A text that is mostly in capitals, or has rows of !!!! in it."),
    told=_("It is written in capitals for the most part, or with rows of marks."),
    notice=notice,
    verdict=Verdict.OFF,
    threshold=60,
    threshold_label=_("percent of the letters in capitals"),
    bounds=(10, 100, 5),
)
