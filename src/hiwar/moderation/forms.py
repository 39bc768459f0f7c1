"""The shape of what is sent in: decisions, reports, notices, appeals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiwar.discussion.models import Thread
from hiwar.discussion.screening import Verdict
from hiwar.kernel.forms import StrictForm

from .actions import (
    LONGEST_EXPLANATION,
    EmailMalformed,
    GoodFaithMissing,
    Outcome,
    RuleUnknown,
)
from .rules import RULES, list_rules
from .waiting import KEY
from .words import WordsMissing

# What a page of the queue holds, and a little more.
MOST_AT_ONCE = 100


def _choices() -> list[tuple[str, str]]:
    return [("", "—"), *list_rules()]


class Decision(StrictForm):
    outcome = forms.ChoiceField(choices=Outcome.choices)
    rule = forms.ChoiceField(choices=_choices, required=False, label=_("Rule"))
    explanation = forms.CharField(
        required=False, max_length=LONGEST_EXPLANATION, label=_("Explanation")
    )
    # Where to go from here, in the desk.
    next = forms.CharField(required=False)


class Keys(forms.Field):
    """What is decided about: as many keys of the queue as were marked."""

    widget = forms.SelectMultiple

    def clean(self, value: list[str] | None) -> list[str]:
        keys = list(dict.fromkeys(value or []))
        super().clean(keys)
        if len(keys) > MOST_AT_ONCE or not all(map(KEY.fullmatch, keys)):
            raise forms.ValidationError(_("These cannot be decided together."))
        return keys


class Waiting(StrictForm):
    """Something that waits, and where to go afterwards."""

    key = Keys()
    next = forms.CharField(required=False)


class Deciding(Waiting):
    """A decision about what waits."""

    outcome = forms.ChoiceField(choices=[("KEEP", ""), ("REMOVE", "")])
    rule = forms.ChoiceField(choices=_choices, required=False)
    explanation = forms.CharField(required=False, max_length=LONGEST_EXPLANATION)
    legal_ground = forms.CharField(required=False, max_length=500)
    # When the page was made on which it was decided.
    seen_at = forms.DateTimeField(required=False)


class Restricting(Waiting):
    """A decision about the author of a comment."""

    ALL = "REMOVE_ALL"

    outcome = forms.ChoiceField(
        choices=[
            (Outcome.WARN, _("Warn")),
            (Outcome.PAUSE, _("Pause")),
            (Outcome.BAN, _("Ban")),
            (Outcome.HIDE_NAME, _("Hide the name")),
            (ALL, _("Remove all of the last days")),
            (Outcome.LIFT, _("Lift the restriction")),
        ]
    )
    rule = forms.ChoiceField(choices=_choices, required=False)
    explanation = forms.CharField(required=False, max_length=LONGEST_EXPLANATION)
    days = forms.IntegerField(required=False, min_value=1, max_value=3_650)


class Noting(Waiting):
    text = forms.CharField(required=False)
    about = forms.ChoiceField(choices=[("comment", ""), ("author", "")])


class Trusting(Waiting):
    """Whether what the author writes is never held."""

    is_trusted = forms.BooleanField(required=False)


class Flagging(Waiting):
    """Whether a notice comes from a trusted flagger."""

    notice = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    is_trusted_flagger = forms.BooleanField(required=False)


class Answering(Waiting):
    """What becomes of an appeal."""

    outcome = forms.ChoiceField(choices=[("UPHELD", ""), ("REFUSED", "")])
    reply = forms.CharField(required=False)


def _rules_to_report() -> list[tuple[str, str]]:
    """Return the site's own rules; what is against the law is told by a notice."""
    return [(code, name) for code, name in list_rules() if not RULES[code].is_law]


_EMPTY = {"required": WordsMissing.message}
_NO_CHOICE = {"required": RuleUnknown.message, "invalid_choice": RuleUnknown.message}


class Report(StrictForm):
    # How long words may be is said by the action, which counts as it keeps.
    rule = forms.ChoiceField(choices=_rules_to_report, error_messages=_NO_CHOICE)
    sentence = forms.CharField(required=False, strip=False)


class Notice(StrictForm):
    """What Article 16(2) asks for; each missing part is named at its field."""

    key = forms.CharField(required=False)
    address = forms.CharField(error_messages=_EMPTY)
    explanation = forms.CharField(strip=False, error_messages=_EMPTY)
    rule = forms.ChoiceField(choices=_choices, required=False)
    law = forms.CharField(required=False)
    concerns_abuse_of_children = forms.BooleanField(required=False)
    name = forms.CharField(required=False)
    email = forms.EmailField(
        required=False, error_messages={"invalid": EmailMalformed.message}
    )
    is_in_good_faith = forms.BooleanField(
        error_messages={"required": GoodFaithMissing.message}
    )

    def clean(self) -> dict[str, Any] | None:
        sent = super().clean() or self.cleaned_data
        if not sent.get("concerns_abuse_of_children"):
            for field in ("name", "email"):
                if not sent.get(field) and field not in self.errors:
                    self.add_error(field, str(WordsMissing.message))
        return sent


class Appeal(StrictForm):
    text = forms.CharField(strip=False, error_messages=_EMPTY)


class Undoing(StrictForm):
    decision = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    next = forms.CharField(required=False)


class RuleSetting(StrictForm):
    """How a rule of screening is to be set; tried first, or kept."""

    # The part of the site; empty: all of it.
    section = forms.CharField(required=False, max_length=60)
    verdict = forms.ChoiceField(choices=Verdict.choices)
    threshold = forms.FloatField(required=False)
    words = forms.CharField(required=False, strip=False)
    # Which button: to try it, to keep it, or to do as elsewhere again.
    doing = forms.ChoiceField(choices=[("try", ""), ("set", ""), ("unset", "")])


class PlaceSetting(StrictForm):
    """On what terms one writes in a part of the site."""

    section = forms.CharField(required=False, max_length=60)
    mode = forms.ChoiceField(choices=[("", ""), *Thread.Mode.choices], required=False)
    slow_minutes = forms.IntegerField(required=False, min_value=0)


class ThreadTerms(StrictForm):
    """What a moderator does with a whole discussion."""

    is_closed = forms.BooleanField(required=False)
    note = forms.CharField(required=False, strip=False)
    slow_minutes = forms.IntegerField(required=False, min_value=0)
