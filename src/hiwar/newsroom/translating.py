"""The way from a thing in one language to its translation."""

from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.views.snippets import EditView


class TranslatableEditView(EditView):
    """Puts "Translate" at the head of a form, where Wagtail has it only in lists."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self._may_translate():
            model = self.object._meta
            names = [model.app_label, model.model_name, quote(self.object.pk)]
            url = reverse("simple_translation:submit_snippet_translation", args=names)
            buttons.append(
                Button(_("Translate"), url=url, icon_name="globe", priority=5)
            )
        return buttons

    def _may_translate(self) -> bool:
        if not self.request.user.has_perm("simple_translation.submit_translation"):
            return False
        spoken = self.object.get_translations(inclusive=True).values("locale_id")
        return Locale.objects.exclude(pk__in=spoken).exists()
