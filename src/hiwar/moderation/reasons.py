"""What a statement of reasons says, sentence by sentence (Article 17(3) of the DSA).

The facts go in and sentences come out, in the active language; no table is asked.
The letters beside each function are those of the article.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hiwar.kernel import dates

from .models import Decision
from .rules import public_name

Outcome = Decision.Outcome
Source = Decision.Source


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One decision, as it concerns one author."""

    outcome: str
    number_of_comments: int
    # Of a single comment: when it was posted, and under which story.
    posted_at: datetime | None
    story: str
    until: datetime | None
    source: str
    was_detected_automatically: bool
    rule: str
    # What the rule means, in the active language.
    rule_sentence: str
    legal_ground: str
    explanation: str
    issued_at: datetime


@dataclass(frozen=True, kw_only=True)
class Ground:
    """(d) and (e): the law or the rule, and why it applies."""

    is_law: bool
    name: str
    means: str
    why: str


def title(facts: Facts) -> str:
    """Return what the statement is headed with."""
    return _TITLES[facts.outcome](facts)


def restriction(facts: Facts) -> tuple[str, ...]:
    """(a): what was decided, where it holds and for how long."""
    return tuple(_RESTRICTIONS[facts.outcome](facts))


def circumstances(facts: Facts) -> tuple[str, ...]:
    """(b): what happened, and what made a moderator look."""
    sentences = []
    if facts.posted_at:
        sentences.append(
            _("You posted the comment on %(moment)s under “%(story)s”.")
            % {"moment": dates.moment(facts.posted_at), "story": facts.story}
        )
    sentences.append(_SOURCES[facts.source]())
    sentences.append(
        _("A moderator of the paper decided on %(moment)s.")
        % {"moment": dates.moment(facts.issued_at)}
    )
    return tuple(sentences)


def automation(facts: Facts) -> str:
    """(c): whether a program found it or decided."""
    if facts.was_detected_automatically:
        return _(
            "A program pointed it out to the moderators. A person read it and decided;"
            " no program decides here."
        )
    return _(
        "No program took part: it was found by people, and a person read it and"
        " decided."
    )


def ground(facts: Facts) -> Ground:
    """(d) and (e): which law or which rule of the site, and why."""
    if facts.legal_ground:
        return Ground(
            is_law=True, name=facts.legal_ground, means="", why=facts.explanation
        )
    name = public_name(facts.rule)
    return Ground(
        is_law=False,
        name=_(name) if name else "",
        means=facts.rule_sentence,
        why=facts.explanation,
    )


def redress(until: datetime | None) -> tuple[str, ...]:
    """(f): what can be done about it; here until the day of `until`, if at all."""
    if until is None:
        return further_redress()
    here = _(
        "You can object to this decision until %(day)s, free of charge, on its page"
        " here. Another moderator than the first decides about it, and no program"
        " does."
    ) % {"day": dates.day(until)}
    return (here, *further_redress())


def further_redress() -> tuple[str, ...]:
    """Return what can be done elsewhere, whatever is decided here."""
    return (
        _(
            "You can turn to a body for out-of-court settlement of disputes that is"
            " certified under Article 21 of the EU’s Digital Services Act."
        ),
        _("You can go to court at any time."),
    )


def _title_of_removal(facts: Facts) -> str:
    return ngettext(
        "Why your comment was removed",
        "Why %(number)s of your comments were removed",
        facts.number_of_comments,
    ) % {"number": dates.number(facts.number_of_comments)}


def _removal(facts: Facts) -> list[str]:
    number = facts.number_of_comments
    return [
        ngettext(
            "Your comment was removed.",
            "%(number)s of your comments were removed.",
            number,
        )
        % {"number": dates.number(number)},
        ngettext(
            "Nobody can read it on this site any more, from any country. This has no"
            " end date.",
            "Nobody can read them on this site any more, from any country. This has no"
            " end date.",
            number,
        ),
    ]


def _warning(facts: Facts) -> list[str]:
    return [
        _("You were warned."),
        _("You can go on writing. A warning is considered when there is a next time."),
    ]


def _pause(facts: Facts) -> list[str]:
    return [*_no_writing(facts), _what_remains()]


def _no_writing(facts: Facts) -> list[str]:
    if facts.until is None:
        return [
            _("You cannot comment on this site any more."),
            _("It holds for the whole site and has no end date."),
        ]
    return [
        _("You cannot comment on this site until %(moment)s.")
        % {"moment": dates.moment(facts.until)},
        _("It holds for the whole site and ends by itself."),
    ]


def _what_remains() -> str:
    return _("You can still read everything, report comments and object.")


def _hidden_name(facts: Facts) -> list[str]:
    return [
        _("Your name is hidden from other readers; your comments stay."),
        _("It holds for the whole site and has no end date.")
        if facts.until is None
        else _("It holds for the whole site until %(moment)s.")
        % {"moment": dates.moment(facts.until)},
    ]


_TITLES: Final[dict[str, Callable[[Facts], str]]] = {
    Outcome.REMOVE: _title_of_removal,
    Outcome.WARN: lambda _facts: _("Why you were warned"),
    Outcome.PAUSE: lambda _facts: _("Why you cannot comment for a while"),
    Outcome.BAN: lambda _facts: _("Why you cannot comment any more"),
    Outcome.HIDE_NAME: lambda _facts: _("Why your name is hidden"),
}

_RESTRICTIONS: Final[dict[str, Callable[[Facts], list[str]]]] = {
    Outcome.REMOVE: _removal,
    Outcome.WARN: _warning,
    Outcome.PAUSE: _pause,
    Outcome.BAN: _pause,
    Outcome.HIDE_NAME: _hidden_name,
}

_SOURCES: Final[dict[str, Callable[[], str]]] = {
    Source.OWN: lambda: _(
        "The newsroom looked at it on its own initiative; nobody had complained."
    ),
    Source.REPORT: lambda: _(
        "Readers had reported it. Who they are stays with the newsroom."
    ),
    Source.NOTICE: lambda: _(
        "Somebody had sent a notice under Article 16 of the EU’s Digital Services Act"
        " that it is illegal. Who it was stays with the newsroom."
    ),
    Source.TRUSTED: lambda: _(
        "A trusted flagger, which authorities have recognised under Article 22 of the"
        " EU’s Digital Services Act, had sent a notice that it is illegal."
    ),
    Source.APPEAL: lambda: _("An earlier decision had been objected to."),
}
