import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, Workflow, WorkflowContentType

from hiwar.accounts.roles import Role
from hiwar.config import actions, roles
from tests.factories import make_reader

pytestmark = pytest.mark.django_db


def every_right():
    return {
        f"{package}.{codename}"
        for package, codename in Permission.objects.values_list(
            "content_type__app_label", "codename"
        )
    }


class TestRolesOfThePaper:
    def test_name_only_rights_that_exist(self):
        named = {right for rights in roles.RIGHTS.values() for right in rights}
        of_pictures = {
            r for rights in roles.RIGHTS_TO_PICTURES.values() for r in rights
        }

        assert named | of_pictures <= every_right()

    @pytest.mark.parametrize("role", Role)
    def test_give_what_the_table_says_and_no_more(self, role):
        reader = make_reader(role=role)

        assert reader.get_all_permissions() == set(roles.RIGHTS[role])

    def test_let_only_editors_publish(self):
        may = {
            role: make_reader(role=role).has_perm("newsroom.publish_article")
            for role in Role
        }

        assert may == {Role.REPORTER: False, Role.EDITOR: True, Role.MODERATOR: False}

    def test_give_a_reader_without_one_nothing(self):
        assert make_reader().get_all_permissions() == set()

    def test_can_be_laid_down_again_and_mend_what_was_changed(self):
        group = Group.objects.get(name=Role.MODERATOR)
        group.permissions.set(Permission.objects.filter(codename="publish_article"))
        pictures = GroupCollectionPermission.objects.count()

        actions.lay_down_roles(sender=actions._last_package(), using="default")

        reader = make_reader(role=Role.MODERATOR)
        assert reader.get_all_permissions() == set(roles.RIGHTS[Role.MODERATOR])
        assert GroupCollectionPermission.objects.count() == pictures

    def test_wait_for_the_last_package(self):
        Group.objects.get(name=Role.EDITOR).permissions.clear()

        actions.lay_down_roles(sender=apps.get_app_config("accounts"), using="default")

        assert not make_reader(role=Role.EDITOR).get_all_permissions()

    def test_have_editors_review_what_is_handed_in(self):
        of_articles = WorkflowContentType.objects.get(
            content_type__app_label="newsroom", content_type__model="article"
        )

        (task,) = of_articles.workflow.tasks
        assert [g.name for g in task.specific.groups.all()] == [Role.EDITOR.value]

        before = Workflow.objects.count()
        actions.lay_down_roles(sender=actions._last_package(), using="default")
        assert Workflow.objects.count() == before
