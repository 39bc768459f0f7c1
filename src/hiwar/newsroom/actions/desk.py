"""Saving and deleting in the desk: Wagtail's own actions, and what follows from them.

Wagtail saves everything that has no drafts, pictures and settings included, through
the action class that is registered for its model. Ours do the same and then tell, in
the same transaction. What has drafts tells when it is published (receivers.py).
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.actions import CreateAction, DeleteAction, EditAction
from wagtail.actions.registry import ActionRegistry

from hiwar.kernel import changes
from hiwar.newsroom import topics
from hiwar.newsroom.models import (
    Article,
    Byline,
    Edition,
    Paper,
    Photo,
    Section,
    StandingPage,
    Topic,
)

from .terms import settle_removal, settle_term

TERMS = (Section, Topic, Byline)


def register_actions(registry: ActionRegistry) -> None:
    """Have Wagtail save and delete what the newsroom owns through our classes."""
    for model in (*TERMS, Edition, Paper, Photo):
        registry.register(model, TellingCreate)
        registry.register(model, TellingEdit)
        registry.register(model, TellingDelete)
    for model in (Article, StandingPage):
        registry.register(model, TellingDelete)


class TellingCreate(CreateAction):
    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        made = super().execute(skip_permission_checks=skip_permission_checks)
        _settle(made)
        return made


class TellingEdit(EditAction):
    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        changed = super().execute(skip_permission_checks=skip_permission_checks)
        _settle(changed)
        return changed


class TellingDelete(DeleteAction):
    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> Any:
        self.check(skip_permission_checks=skip_permission_checks)
        prepare_removal(things=[self.instance])
        pk = self.instance.pk
        answer = super().execute(skip_permission_checks=True)
        settle_removals(things=[(self.instance, pk)])
        return answer


def _settle(thing: Any) -> None:
    if isinstance(thing, TERMS):
        settle_term(term=thing)
    else:
        changes.record(*topics.of(thing))


@transaction.atomic
def prepare_removal(*, things: Iterable[Any]) -> None:
    """Do what must happen before these are deleted, while they can be asked.

    A published article or page is taken off the site first, as if by hand, so that
    whoever follows it hears of it.
    """
    for thing in things:
        if isinstance(thing, Article | StandingPage) and thing.live:
            thing.unpublish(log_action=None)
        if isinstance(thing, Photo):
            changes.record(*topics.of(thing))


@transaction.atomic
def settle_removals(*, things: Iterable[tuple[Any, int]]) -> None:
    """Do what follows when these were deleted; with each the number that it had."""
    for thing, pk in things:
        if isinstance(thing, (*TERMS, Edition)):
            settle_removal(thing=thing, pk=pk)
