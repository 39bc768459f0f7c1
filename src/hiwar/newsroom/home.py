"""The desk's first page: what could not be published, what is being worked on."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.ui.components import Component

from . import selectors
from .models import Article


class Failures(Component):
    """What was due and could not be published, with the way to mend it."""

    name = "publishing_failures"
    order = 10
    template_name = "newsroom/home_failures.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        may_mend = user.has_perm("newsroom.publish_article")
        failures = selectors.list_failures() if may_mend else []
        return {
            "failures": [
                {
                    "failure": failure,
                    "title": failure.revision.object_str,
                    "due_at": failure.revision.approved_go_live_at,
                    "url": _edit_url(failure.revision),
                }
                for failure in failures
            ]
        }


class Newest(Component):
    """The articles that were worked on last, and the button for a new one."""

    name = "newest_articles"
    order = 20
    template_name = "newsroom/home_newest.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        names = Article.snippet_viewset.get_url_name
        # As the desk's other screens call them, in the editor's language.
        names_of_languages = dict(settings.LANGUAGES)
        return {
            "may_write": user.has_perm("newsroom.add_article"),
            "may_edit": user.has_perm("newsroom.change_article"),
            "articles": selectors.list_worked_on(limit=10),
            "add_url": reverse(names("add")),
            "edit_url_name": names("edit"),
            "list_url": reverse(names("list")),
            "locales": [
                (code, names_of_languages[code])
                for code, _own_name in selectors.list_languages()
            ],
        }


def _edit_url(revision: Any) -> str:
    viewset = revision.content_type.model_class().snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[revision.object_id])
