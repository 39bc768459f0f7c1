"""Saving the rules of all discussions in the desk.

Wagtail saves settings through the action class that is registered for their model.
"""

from typing import Any

from django.db import transaction
from wagtail.actions import CreateAction, EditAction
from wagtail.actions.registry import ActionRegistry

from hiwar.discussion import topics
from hiwar.discussion.models import DiscussionRules
from hiwar.kernel import changes


def register_actions(registry: ActionRegistry) -> None:
    """Have Wagtail save the rules through our classes."""
    registry.register(DiscussionRules, TellingCreate)
    registry.register(DiscussionRules, TellingEdit)


class TellingCreate(CreateAction):
    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        made = super().execute(skip_permission_checks=skip_permission_checks)
        changes.record(topics.PAPER)
        return made


class TellingEdit(EditAction):
    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        changed = super().execute(skip_permission_checks=skip_permission_checks)
        changes.record(topics.PAPER)
        return changed
