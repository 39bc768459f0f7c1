"""What Wagtail words once, when it starts, worded for whoever looks.

Its choosers and the first of its breadcrumbs are translated when forms and views are
made, so all the desk would read them in the language that was active then.
"""

from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


class Chooser(AdminSnippetChooser):
    def __init__(self, model: type | None = None, **options: Any) -> None:
        super().__init__(model, **options)
        name = self.model._meta.verbose_name
        self.choose_one_text = _filled(_("Choose %(object)s"), name)
        self.choose_another_text = _filled(_("Choose another %(object)s"), name)
        self.link_to_chosen_text = _filled(_("Edit this %(object)s"), name)


class SpokenChooserViewSet(SnippetChooserViewSet):
    base_widget_class = Chooser


class SpokenViewSet(SnippetViewSet):
    """A snippet's views whose choosers and breadcrumbs speak the desk's language."""

    chooser_viewset_class = SpokenChooserViewSet

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        home, *others = super().breadcrumbs_items
        return [{**home, "label": _("Home")}, *others]


def _fill(sentence: Promise, name: str | Promise) -> str:
    return str(sentence) % {"object": name}


_filled = lazy(_fill, str)
