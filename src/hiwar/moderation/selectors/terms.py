"""What is set for parts of the site: rules of screening, and terms of writing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator

from hiwar.discussion import selectors as discussion
from hiwar.discussion.models import Comment, Thread
from hiwar.discussion.screening import BY_NAME, RULES, Rule, Setting, Verdict
from hiwar.kernel import languages
from hiwar.kernel.errors import NotFound
from hiwar.newsroom.models import Section

EXCERPT = 260
# More than anybody reads to judge a rule.
MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """A part of the site that can have rules of its own; empty: all of it."""

    section: str
    name: str = ""
    # What its language is called in itself.
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class ScreeningRuleView:
    name: str
    title: str
    reason: str
    told: str
    verdict: str
    threshold: float
    threshold_label: str
    lowest: float
    highest: float
    step: float
    words: str
    number_of_words: int
    has_words: bool
    # What it can be set to.
    verdicts: tuple[Verdict, ...]
    # Set for this part itself, for the whole site, or by nobody.
    is_set_here: bool
    is_set_for_site: bool

    @property
    def is_off(self) -> bool:
        return self.verdict == Verdict.OFF

    @property
    def refuses(self) -> bool:
        return self.verdict == Verdict.REFUSE

    @property
    def asks(self) -> bool:
        return Verdict.ASK in self.verdicts


@dataclass(frozen=True, kw_only=True)
class CaughtView:
    """A comment that a rule would have held."""

    id: int
    author: discussion.AuthorView
    excerpt: str
    language: str
    title: str
    address: str
    posted_at: datetime
    status: str
    words: str
    number: int
    percent: int


@dataclass(frozen=True, kw_only=True)
class TrialView:
    number_tried: int
    number_caught: int
    caught: tuple[CaughtView, ...]

    @property
    def number_left_out(self) -> int:
        return self.number_caught - len(self.caught)


@dataclass(frozen=True, kw_only=True)
class TermsView:
    """What is set for a part of the site, and what holds there without it."""

    place: PlaceView
    mode: str
    slow_minutes: int | None
    rules: tuple[ScreeningRuleView, ...]


def list_places() -> tuple[PlaceView, ...]:
    """Return the parts of the site: all of it first, then each edition's sections."""
    sections = Section.objects.select_related("locale").order_by(
        "locale_id", "name", "id"
    )
    return (
        PlaceView(section=""),
        *(
            PlaceView(
                section=str(section.pk),
                name=section.name,
                language=languages.own_name(section.locale.language_code),
            )
            for section in sections
        ),
    )


def get_place(*, section: str) -> PlaceView:
    """Return the part of the site with that label. Raises NotFound."""
    for place in list_places():
        if place.section == section:
            return place
    raise NotFound


def get_terms_view(*, section: str) -> TermsView:
    """Return all that is set for `section`. Raises NotFound."""
    own = discussion.get_place(section=section)
    settings = discussion.get_settings(section=section)
    here = discussion.get_own_settings(section=section)
    site = discussion.get_own_settings(section="")
    return TermsView(
        place=get_place(section=section),
        mode=own.mode,
        slow_minutes=own.slow_minutes,
        rules=tuple(
            _rule_view(rule, settings[rule.name], here, site) for rule in RULES
        ),
    )


def get_screening_rule_view(
    *, name: str, section: str, tried: Setting | None = None
) -> ScreeningRuleView:
    """Return a rule as it is set for `section`, or as it is being tried.

    Raises NotFound.
    """
    if name not in BY_NAME:
        raise NotFound
    here = discussion.get_own_settings(section=section)
    site = discussion.get_own_settings(section="")
    setting = tried or here.get(name)
    if setting is None:
        setting = discussion.get_settings(section=section)[name]
        if section:
            # Those of the whole site are looked for in any case.
            setting = Setting(verdict=setting.verdict, threshold=setting.threshold)
    return _rule_view(BY_NAME[name], setting, here, site)


def get_trial_view(*, name: str, section: str, setting: Setting) -> TrialView:
    """Return what a rule set like this would have held of the newest comments."""
    site = discussion.get_own_settings(section="").get(name) if section else None
    if site and site.words:
        words = f"{site.words}\n{setting.words}"
        setting = Setting(
            verdict=setting.verdict, threshold=setting.threshold, words=words
        )
    trial = discussion.try_rule(name=name, setting=setting, section=section)
    return TrialView(
        number_tried=trial.number_tried,
        number_caught=len(trial.caught),
        caught=tuple(map(_caught_view, trial.caught[:MOST_SHOWN])),
    )


@dataclass(frozen=True, kw_only=True)
class ThreadTermsView:
    key: str
    title: str
    address: str
    number_of_comments: int
    is_public: bool
    is_closed: bool
    note: str
    slow_minutes: int


def get_thread_terms_view(*, thread: Thread) -> ThreadTermsView:
    """Return what moderators have done with a discussion."""
    return ThreadTermsView(
        key=thread.key,
        title=thread.title,
        address=thread.address,
        number_of_comments=thread.number_of_comments,
        is_public=thread.is_public,
        is_closed=thread.closed_at is not None,
        note=thread.closing_note,
        slow_minutes=thread.slow_minutes,
    )


def _rule_view(
    rule: Rule, setting: Setting, here: dict[str, Setting], site: dict[str, Setting]
) -> ScreeningRuleView:
    lowest, highest, step = rule.bounds
    return ScreeningRuleView(
        name=rule.name,
        title=str(rule.title),
        reason=str(rule.reason),
        told=str(rule.told),
        verdict=setting.verdict,
        threshold=setting.threshold,
        threshold_label=str(rule.threshold_label),
        lowest=lowest,
        highest=highest,
        step=step,
        words=setting.words,
        number_of_words=len(list(filter(str.strip, setting.words.splitlines()))),
        has_words=rule.has_words,
        verdicts=rule.verdicts,
        is_set_here=rule.name in here,
        is_set_for_site=rule.name in site,
    )


def _caught_view(caught: discussion.Caught) -> CaughtView:
    comment: Comment = caught.comment
    value = caught.noticed.value
    return CaughtView(
        id=comment.pk,
        author=discussion.author_view(comment, is_revealed=True),
        excerpt=Truncator(" ".join(comment.text.split())).chars(EXCERPT),
        language=comment.language,
        title=comment.thread.title,
        address=comment.thread.address,
        posted_at=comment.posted_at,
        status=comment.status,
        words=caught.noticed.words,
        number=round(value) if value > 1 else 0,
        percent=round(100 * value) if 0 < value < 1 else 0,
    )
