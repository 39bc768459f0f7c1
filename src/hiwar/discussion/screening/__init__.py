"""Rules that read a comment before it is shown: it passes, waits, or is refused.

Each stands in a file of its own: a pure function, its words and what holds until
somebody sets it otherwise. What they need to know is asked for by those who call them.
Rules hold or refuse; they never remove, and what is held is decided by people.
"""

from collections.abc import Iterable, Mapping

from . import (
    borrowed_name,
    burst,
    first_comment,
    held_thread,
    held_word,
    links,
    repeated_text,
    restricted_author,
    score,
    second_thought,
    shouting,
)
from .shapes import (
    LONGEST_WORDS,
    Earlier,
    Fact,
    Found,
    Noticed,
    Rule,
    Score,
    Screened,
    Setting,
    Submission,
    Verdict,
)

# In this order they are read, shown in the desk and told to an author.
RULES: tuple[Rule, ...] = (
    held_word.RULE,
    borrowed_name.RULE,
    links.RULE,
    repeated_text.RULE,
    shouting.RULE,
    first_comment.RULE,
    burst.RULE,
    restricted_author.RULE,
    score.RULE,
    second_thought.RULE,
)
BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
# What findings are called: also those of no rule that can be set.
NAMED: Mapping[str, Rule] = {**BY_NAME, held_thread.NAME: held_thread.RULE}
DEFAULTS: Mapping[str, Setting] = {rule.name: rule.default for rule in RULES}


def screen(submission: Submission, settings: Mapping[str, Setting]) -> Screened:
    """Return what the rules say of `submission`, each as it is set.

    One that refuses counts more than all that hold; the first of several is told.
    """
    held, asked = [], None
    for rule in active(settings):
        setting = settings[rule.name]
        if (noticed := rule.notice(submission, setting)) is None:
            continue
        words = noticed.words[:LONGEST_WORDS]
        found = Found(rule=rule, value=noticed.value, words=words)
        if setting.verdict == Verdict.REFUSE and rule.may_refuse:
            return Screened(refused=found)
        if setting.verdict == Verdict.ASK:
            asked = asked or found
        else:
            held.append(found)
    return Screened(held=tuple(held), asked=asked)


def active(settings: Mapping[str, Setting]) -> Iterable[Rule]:
    """Yield the rules that are not switched off, or have nothing to look for."""
    for rule in RULES:
        setting = settings[rule.name]
        if setting.verdict != Verdict.OFF and (setting.words or not rule.has_words):
            yield rule


__all__ = [
    "BY_NAME",
    "DEFAULTS",
    "LONGEST_WORDS",
    "NAMED",
    "RULES",
    "Earlier",
    "Fact",
    "Found",
    "Noticed",
    "Rule",
    "Score",
    "Screened",
    "Setting",
    "Submission",
    "Verdict",
    "active",
    "screen",
]
