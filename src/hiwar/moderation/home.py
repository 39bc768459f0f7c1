"""The desk's first page for a moderator: how much waits."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from . import access
from .selectors import queue


class Waiting(Component):
    """How much waits for whoever looks, with the way to it."""

    name = "waiting_comments"
    order = 15
    template_name = "moderation/home_waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        reader = parent_context["request"].user
        if not access.may_moderate(reader):
            return {"may_moderate": False}
        return {
            "may_moderate": True,
            "number": queue.count_waiting(reader=reader),
            "escalated": queue.count_escalated()
            if access.leads_moderators(reader)
            else 0,
        }
