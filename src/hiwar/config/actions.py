"""What is written when the parts are put together: the rights of each role."""

from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from hiwar.accounts.roles import Role
from hiwar.newsroom.models import Article

from .roles import RIGHTS, RIGHTS_TO_PICTURES

_REVIEW: Final = gettext_noop("Review by an editor")


def lay_down_roles(*, sender: Any, using: str, **_kwargs: Any) -> None:
    """Give each role its rights, once the last package has been migrated.

    A right whose package is not migrated yet is given by the next migration.
    """
    if sender is not _last_package() or not _is_migrated(using):
        return
    with transaction.atomic(using=using):
        for role in Role:
            group, _is_new = Group.objects.using(using).get_or_create(name=role.value)
            group.permissions.set(_permissions(RIGHTS[role], using))
            _give_rights_to_pictures(group, role, using)
        _have_editors_review(using)


def _give_rights_to_pictures(group: Group, role: Role, using: str) -> None:
    root = Collection.objects.using(using).filter(depth=1).first()
    if root is None:
        return
    rights = _permissions(RIGHTS_TO_PICTURES[role], using)
    held = GroupCollectionPermission.objects.using(using).filter(group=group)
    held.exclude(collection=root, permission__in=rights).delete()
    for right in rights:
        held.get_or_create(group=group, collection=root, permission=right)


def _have_editors_review(using: str) -> None:
    """Let what reporters hand in wait for an editor, where nothing else is set up."""
    of_articles = ContentType.objects.db_manager(using).get_for_model(Article)
    has_a_way = WorkflowContentType.objects.using(using).filter(
        content_type=of_articles
    )
    if has_a_way.exists():
        return
    name = _in_every_language(_REVIEW)
    workflow = Workflow.objects.using(using).create(name=name)
    task = GroupApprovalTask.objects.using(using).create(name=name)
    task.groups.add(Group.objects.using(using).get(name=Role.EDITOR.value))
    WorkflowTask.objects.using(using).create(workflow=workflow, task=task)
    WorkflowContentType.objects.using(using).create(
        content_type=of_articles, workflow=workflow
    )


def _in_every_language(words: str) -> str:
    """Return `words` as a name in a table, which desks in all languages will show."""
    said = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            said.append(gettext(words))
    return " · ".join(dict.fromkeys(said))


def _permissions(names: tuple[str, ...], using: str) -> list[Permission]:
    wanted = Q(pk=None)
    for name in names:
        package, codename = name.split(".")
        wanted |= Q(content_type__app_label=package, codename=codename)
    return list(Permission.objects.using(using).filter(wanted))


def _last_package() -> object:
    """Return the last for which Django says that it has migrated."""
    return [package for package in apps.get_app_configs() if package.models_module][-1]


def _is_migrated(using: str) -> bool:
    tables = set(connections[using].introspection.table_names())
    return {
        model._meta.db_table
        for model in (Group, GroupCollectionPermission, WorkflowContentType, Article)
    } <= tables
