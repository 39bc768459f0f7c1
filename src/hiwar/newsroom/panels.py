"""Panels of the desk's forms that Wagtail does not have."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel, MultipleChooserPanel, Panel

from .spoken import Chooser

# The form's language, by which choosers first list what belongs to it.
IN_THIS_LANGUAGE = {"locale": "#id_content_language"}


class SourcePanel(Panel):
    """Says what a translation was made from, and whether that has changed since."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsroom/source_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.source_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            article = self.instance
            source = article.source
            edit = article.snippet_viewset.get_url_name("edit")
            return context | {
                "source": source,
                "source_url": reverse(edit, args=[source.pk]),
                "is_older": article.is_older_than_source,
                "compare_url": self._compare_url(),
                "mark_url": reverse("hiwar_mark_up_to_date", args=[article.pk]),
            }

        def _compare_url(self) -> str:
            """Return where it can be read what changed in the source."""
            source = self.instance.source
            name = source.snippet_viewset.get_url_name("history")
            return reverse(name, args=[source.pk])


class CorrectionsPanel(InlinePanel):
    """Corrections belong to what readers have seen: hidden until it was published.

    It is there all the same, for Wagtail's script and the form count on it.
    """

    class BoundPanel(InlinePanel.BoundPanel):
        def classes(self) -> list[str]:
            was_read = self.instance.first_published_at is not None
            return [*super().classes(), *([] if was_read else ["newsroom-hidden"])]


def chosen(relation: str, model: type, field: str, **options: Any) -> Panel:
    """Return a panel that chooses several of `model`, kept in order."""
    widget = Chooser(model, linked_fields=IN_THIS_LANGUAGE)
    return MultipleChooserPanel(
        relation,
        chooser_field_name=field,
        panels=[FieldPanel(field, widget=widget)],
        **options,
    )
