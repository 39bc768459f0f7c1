"""The shape of what is sent in; who may do it is not asked here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hiwar.kernel.forms import StrictForm

LARGEST_ID = 2**63 - 1


class Preview(StrictForm):
    """A comment as it comes from a page that everybody shares: without a key."""

    # Measured and refused by the action, which counts as it keeps: without a space
    # taken away here.
    text = forms.CharField(strip=False, required=False)
    name = forms.CharField(strip=False, required=False)
    email = forms.EmailField(
        required=False,
        error_messages={"invalid": _("This is not an e-mail address.")},
    )
    parent = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)
    key = forms.UUIDField(required=False)
    # Its author has been asked, and means it.
    anyway = forms.BooleanField(required=False)


class Comment(Preview):
    """A comment to be posted: with the key by which it is posted only once."""

    key = forms.UUIDField(
        error_messages={
            "required": _("This form is too old. Please try again."),
            "invalid": _("This form is too old. Please try again."),
        }
    )


class Withdrawal(StrictForm):
    """Nothing but the intention."""
