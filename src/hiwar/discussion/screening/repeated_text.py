"""The same text again, or nearly: a template posted under many stories.

`sketch` finds comments of the last days that may be alike, here they are compared
letter by letter. What is found often enough is counted, whoever wrote it.
"""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from .shapes import Fact, Noticed, Rule, Setting, Submission
from .sketch import sketch

NAME: Final = "repeated_text"
WINDOW: Final = timedelta(days=7)
# What is shorter is often the same with honest people: "May they rest in peace."
SHORTEST: Final = 48
# As much of a long text as is compared: templates differ at their ends, if anywhere.
LONGEST: Final = 900
# How many earlier ones are looked at.
MOST: Final = 10

# In percent, by the letters in order, by the words in any order, and by the part of
# the longer text that fits best, which is asked for only if one is much longer.
ALIKE: Final = 75
TURNED: Final = 85
CONTAINED: Final = 85
MUCH_LONGER: Final = 1.15


def marks(look: str) -> tuple[int, ...]:
    """Return the marks by which a text is found again; none of a short one."""
    return sketch(compared(look)) if len(look) >= SHORTEST else ()


def compared(look: str) -> str:
    return look[:LONGEST]


def are_alike(one: str, other: str) -> bool:
    """Return whether two texts say nearly the same, by what their words look like."""
    # Not at the top: only those who compare need it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    one, other = compared(one), compared(other)
    if fuzz.ratio(one, other) >= ALIKE or fuzz.token_sort_ratio(one, other) >= TURNED:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST or len(longer) < MUCH_LONGER * len(shorter):
        return False
    return fuzz.partial_ratio(shorter, longer, score_cutoff=CONTAINED) > 0


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    if len(submission.earlier) < setting.threshold:
        return None
    alike = [
        earlier.comment_id
        for earlier in submission.earlier
        if are_alike(submission.look, earlier.look)
    ]
    if len(alike) < setting.threshold:
        return None
    words = ", ".join(f"#{comment_id}" for comment_id in sorted(alike))
    return Noticed(value=len(alike), words=words)


RULE = Rule(
    name=NAME,
    title=_("repeated text"),
    reason=_("A text that several comments of the last week said already, or nearly."),
    told=_("The same text has been posted here several times."),
    notice=notice,
    threshold=2,
    threshold_label=_("earlier comments that say the same"),
    bounds=(1, MOST, 1),
    needs=frozenset({Fact.EARLIER}),
    reads_look=True,
)
