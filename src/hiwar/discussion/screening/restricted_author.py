"""An author whose comments a moderator wants to read first."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from .shapes import Fact, Noticed, Rule, Setting, Submission

NAME = "restricted_author"

# Kept in the language of the sources and translated where they are shown.
BY_DECISION = gettext_noop("by a decision about the author")
BANNED_NETWORK = gettext_noop("from the network of a banned guest")


def notice(submission: Submission, _setting: Setting) -> Noticed | None:
    if not submission.restriction:
        return None
    return Noticed(words=submission.restriction)


RULE = Rule(
    name=NAME,
    title=_("restricted author"),
    reason=_("An author whose comments a moderator wants to read first."),
    told=_("A moderator reads your comments before they are shown."),
    notice=notice,
    may_refuse=False,
    speaks=True,
    needs=frozenset({Fact.RESTRICTION}),
)
