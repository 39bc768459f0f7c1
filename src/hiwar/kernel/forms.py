"""Forms that take what they ask for and nothing else."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

# Sent along with every form, and read before any form is.
CSRF = "csrfmiddlewaretoken"


class StrictForm(forms.Form):
    """Refuses fields that it does not know, and fields that come twice.

    Nothing that somebody adds to a form is ever assigned, and no two readers of one
    request can see different values in it.
    """

    def clean(self) -> dict[str, Any] | None:
        if not isinstance(self.data, QueryDict):
            return super().clean()
        if set(self.data) - {*map(self.add_prefix, self.fields), CSRF}:
            self.add_error(None, _("There is a field in this form that is not ours."))
        if any(len(values) > 1 for _name, values in self.data.lists()):
            self.add_error(None, _("A field of this form came twice."))
        return super().clean()
