"""What a moderator sends in with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.forms import StrictForm

from .actions import LONGEST_EXPLANATION, Outcome
from .rules import list_rules


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
