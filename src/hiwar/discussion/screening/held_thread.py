"""A thread, a section or a site in which everything is held first.

No question of the comment, so it is not among the rules that are set one by one.
"""

from django.utils.translation import gettext_lazy as _

from .shapes import Found, Noticed, Rule, Setting, Submission

NAME = "held_thread"


def notice(_submission: Submission, _setting: Setting) -> Noticed | None:
    return Noticed()


RULE = Rule(
    name=NAME,
    title=_("everything is held in this discussion"),
    reason=_("All comments of this discussion are read by a moderator first."),
    told=_("All comments of this discussion are read by a moderator first."),
    notice=notice,
    may_refuse=False,
)
FOUND = Found(rule=RULE, value=1, words="")
