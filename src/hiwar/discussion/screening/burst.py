"""A burst on one thread: many comments at once, as when others call for them."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from .shapes import Fact, Noticed, Rule, Setting, Submission, Verdict

NAME = "burst"
WINDOW = timedelta(minutes=10)


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    number = submission.posted_lately
    return Noticed(value=number) if number >= setting.threshold else None


RULE = Rule(
    name=NAME,
    title=_("burst of comments"),
    reason=_("Very many comments in one thread within ten minutes."),
    told=_("Very many comments have come here in the last minutes."),
    notice=notice,
    verdict=Verdict.OFF,
    threshold=60,
    threshold_label=_("comments within ten minutes"),
    bounds=(5, 5000, 5),
    needs=frozenset({Fact.POSTED_LATELY}),
)
