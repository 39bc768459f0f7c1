"""A guest's name in which a registered reader of the same thread can be read."""

from django.utils.translation import gettext_lazy as _

from hiwar.kernel.text import skeleton

from .shapes import Fact, Noticed, Rule, Setting, Submission

NAME = "borrowed_name"


def notice(submission: Submission, _setting: Setting) -> Noticed | None:
    for name in submission.readers_here:
        if skeleton.contains_name(submission.guest_name, name):
            return Noticed(words=name)
    return None


RULE = Rule(
    name=NAME,
    title=_("name of a registered reader"),
    reason=_(
        "A guest whose name is that of a registered reader who wrote in the thread."
    ),
    told=_("The name that you gave is that of a registered reader who wrote here."),
    notice=notice,
    needs=frozenset({Fact.READERS_HERE}),
)
