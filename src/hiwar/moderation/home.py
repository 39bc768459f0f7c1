"""The desk's first page for a moderator: how many comments wait."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from . import access, selectors


class Waiting(Component):
    """How many comments wait for review, with the way to them."""

    name = "waiting_comments"
    order = 15
    template_name = "moderation/home_waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        may_moderate = access.may_moderate(parent_context["request"].user)
        return {
            "may_moderate": may_moderate,
            "number": selectors.count_waiting() if may_moderate else 0,
        }
