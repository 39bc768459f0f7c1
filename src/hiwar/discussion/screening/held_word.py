"""Words and phrases of a list, in several languages at once, however written."""

from django.utils.translation import gettext_lazy as _

from . import looks
from .shapes import Noticed, Rule, Setting, Submission

NAME = "held_word"


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    """Find whole words of the list in the text and in a guest's name."""
    written = looks.as_meant(submission.look)
    if submission.guest_name:
        written += looks.as_meant(looks.words_of(submission.guest_name))
    found = [
        phrase
        for phrase, looked in looks.phrases(setting.words)
        if f" {looked} " in written
    ]
    return Noticed(value=len(found), words=", ".join(found)) if found else None


RULE = Rule(
    name=NAME,
    title=_("listed word"),
    reason=_(
        "A word or phrase of a list, however it is written, in the text or in the name."
    ),
    told=_("It has a word in it that this newsroom looks at first."),
    notice=notice,
    has_words=True,
    reads_look=True,
)
