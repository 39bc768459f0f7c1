"""What each role may do. The rights belong to many packages, so the table stands here.

It is laid down anew after every migration: a right that is added here is given, one
that is taken away here is taken away, and nobody changes rights by hand in the desk.
"""

from typing import Any, Final

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models import Q
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

_DESK: Final = "wagtailadmin.access_admin"

# Reporters write and hand in; what stands in the paper is an editor's decision.
RIGHTS: Final[dict[Role, tuple[str, ...]]] = {
    Role.REPORTER: (
        _DESK,
        "newsroom.add_article",
        "newsroom.change_article",
        "newsroom.add_topic",
        "simple_translation.submit_translation",
    ),
    Role.EDITOR: (
        _DESK,
        "newsroom.add_article",
        "newsroom.change_article",
        "newsroom.publish_article",
        "newsroom.lock_article",
        "newsroom.unlock_article",
        "newsroom.add_standingpage",
        "newsroom.change_standingpage",
        "newsroom.publish_standingpage",
        "newsroom.add_section",
        "newsroom.change_section",
        "newsroom.add_topic",
        "newsroom.change_topic",
        "newsroom.add_byline",
        "newsroom.change_byline",
        "newsroom.add_edition",
        "newsroom.change_edition",
        "newsroom.change_paper",
        "simple_translation.submit_translation",
        "discussion.change_discussionrules",
        "moderation.moderate",
        "accounts.manage_people",
    ),
    Role.MODERATOR: (_DESK, "moderation.moderate"),
}

# Pictures are Wagtail's, whose rights hold for a collection: for its root, so for all.
RIGHTS_TO_PICTURES: Final[dict[Role, tuple[str, ...]]] = {
    Role.REPORTER: ("wagtailimages.add_image", "wagtailimages.choose_image"),
    Role.EDITOR: (
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
    ),
    Role.MODERATOR: (),
}

_REVIEW: Final = "Review by an editor"


def lay_down_roles(*, sender: Any, using: str, **_kwargs: Any) -> None:
    """Give each role its rights, once the last package has been migrated.

    A right whose package is not migrated yet is given by the next migration.
    """
    if sender is not _last_package() or not _is_migrated(using):
        return
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
    workflow = Workflow.objects.using(using).create(name=_REVIEW)
    task = GroupApprovalTask.objects.using(using).create(name=_REVIEW)
    task.groups.add(Group.objects.using(using).get(name=Role.EDITOR.value))
    WorkflowTask.objects.using(using).create(workflow=workflow, task=task)
    WorkflowContentType.objects.using(using).create(
        content_type=of_articles, workflow=workflow
    )


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
