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

    # What the screen reads of a request by itself.
    beside: frozenset[str] = frozenset()

    def clean(self) -> dict[str, Any] | None:
        if not isinstance(self.data, QueryDict):
            return super().clean()
        sent: list[tuple[str, list[Any]]] = [*self.data.lists(), *self.files.lists()]
        known = {*map(self.add_prefix, self.fields), *self.beside, CSRF}
        if not known.issuperset(name for name, _values in sent):
            self.add_error(None, _("There is a field in this form that is not ours."))
        lists = {self.add_prefix(field.name) for field in self if _is_list(field)}
        if any(len(values) > 1 for name, values in sent if name not in lists):
            self.add_error(None, _("A field of this form came twice."))
        return super().clean()


def _is_list(field: forms.BoundField) -> bool:
    return getattr(field.field.widget, "allow_multiple_selected", False)
