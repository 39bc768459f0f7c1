"""More links than a remark needs."""

import re

from django.utils.translation import gettext_lazy as _

from .shapes import Noticed, Rule, Setting, Submission

NAME = "links"
# What becomes a link, and addresses that are only written, without their scheme.
LINK = re.compile(r"<a\s", re.I)
WRITTEN = re.compile(r"(?<![\w/.@-])www\.\w", re.I)


def notice(submission: Submission, setting: Setting) -> Noticed | None:
    text, html = submission.text, submission.html
    # Most comments have none: one look for a dot costs less than any expression.
    if "." not in text and "<a" not in html:
        return None
    number = len(LINK.findall(html)) + len(WRITTEN.findall(text))
    return Noticed(value=number) if number > setting.threshold else None


RULE = Rule(
    name=NAME,
    title=_("many links"),
    reason=_("More links in a comment than are allowed."),
    told=_("It has more links in it than are usual here."),
    notice=notice,
    threshold=3,
    threshold_label=_("links that are allowed"),
    bounds=(0, 50, 1),
)
