"""What screening noticed, in words for moderators."""

from dataclasses import dataclass

from django.utils.translation import gettext

from hiwar.discussion.models import Comment, Finding
from hiwar.discussion.screening import NAMED


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """What a rule or the scorer noticed, and why."""

    name: str
    # What is usually meant by it; empty for one that is not ours.
    explanation: str
    words: str
    # Between 0 and 1 when it is a matter of degree; else 1, or how many there are.
    value: float

    @property
    def percent(self) -> int:
        return round(100 * self.value) if 0 < self.value < 1 else 0

    @property
    def number(self) -> int:
        """Return how many, where more than one was found; else 0."""
        return round(self.value) if self.value > 1 else 0


def name_of_finding(name: str) -> str:
    """Return what a finding of that name is called; one not ours as it is."""
    return str(NAMED[name].title) if name in NAMED else name


def list_finding_names() -> list[tuple[str, str]]:
    """Return the names of what can be noticed, with what they are called."""
    return [(name, str(rule.title)) for name, rule in NAMED.items() if not rule.asks]


def finding_views(comment: Comment) -> tuple[FindingView, ...]:
    """Return what was noticed about `comment`. Expects it to be loaded."""
    return tuple(
        FindingView(
            name=name_of_finding(finding.name),
            explanation=str(NAMED[finding.name].told) if finding.name in NAMED else "",
            words=_words(finding),
            value=finding.value,
        )
        for finding in comment.findings.all()
    )


def _words(finding: Finding) -> str:
    """Return what was found; words of ours, which are kept as in the sources, too."""
    is_ours = finding.name in NAMED and NAMED[finding.name].speaks
    return gettext(finding.words) if is_ours and finding.words else finding.words
