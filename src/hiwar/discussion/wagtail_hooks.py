"""The rules of discussion in Wagtail's desk."""

from wagtail import hooks
from wagtail.actions.registry import ActionRegistry

from . import actions


@hooks.register("register_actions")
def wagtail_actions(registry: ActionRegistry) -> None:
    actions.register_actions(registry)
