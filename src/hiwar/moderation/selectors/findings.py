"""What screening noticed, in words for moderators."""

from dataclasses import dataclass

from hiwar.discussion.models import Comment

from .comments import FINDINGS


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """What a rule or the scorer noticed, and why."""

    name: str
    words: str
    # Between 0 and 1 when it is a matter of degree; else 1.
    value: float

    @property
    def percent(self) -> int:
        return round(100 * self.value) if 0 < self.value < 1 else 0


def name_of_finding(name: str) -> str:
    """Return what a finding of that name is called; one not ours as it is."""
    return str(FINDINGS.get(name, name))


def list_finding_names() -> list[tuple[str, str]]:
    """Return the names of what can be noticed, with what they are called."""
    return [(name, str(words)) for name, words in FINDINGS.items()]


def finding_views(comment: Comment) -> tuple[FindingView, ...]:
    """Return what was noticed about `comment`. Expects it to be loaded."""
    return tuple(
        FindingView(
            name=name_of_finding(finding.name),
            words=finding.words,
            value=finding.value,
        )
        for finding in comment.findings.all()
    )
