"""Who may do what at the desk: reporters hand in, editors publish."""

import pytest

from hiwar.accounts.roles import Role
from hiwar.newsroom.models import Article
from tests.factories import make_article, make_draft, make_section

from .forms import article_form, create, url

pytestmark = pytest.mark.django_db


class TestReview:
    def test_lets_an_editor_publish_what_a_reporter_hands_in(self, client, sign_in):
        sign_in(Role.REPORTER)
        create(client, section=make_section(), action="submit")
        article = Article.objects.get()
        assert not article.live
        task = article.current_workflow_task_state

        sign_in(Role.EDITOR)
        client.post(url("workflow_action", article.pk, "approve", task.pk))

        article.refresh_from_db()
        assert article.live
        assert article.addresses.get().slug == "night-ferry-stays"

    def test_is_not_the_reporters_to_give(self, client, sign_in):
        sign_in(Role.REPORTER)
        create(client, section=make_section(), action="submit")
        article = Article.objects.get()
        task = article.current_workflow_task_state

        client.post(url("workflow_action", article.pk, "approve", task.pk))

        article.refresh_from_db()
        assert not article.live


class TestRights:
    def test_let_a_reporter_write_but_not_publish(self, client, sign_in):
        sign_in(Role.REPORTER)

        create(client, section=make_section(), action="publish")

        article = Article.objects.get()
        assert not article.live
        assert not article.addresses.exists()

    @pytest.mark.parametrize("name", ["unpublish", "delete"])
    def test_keep_a_reporter_from_taking_a_story_off(self, client, sign_in, name):
        sign_in(Role.REPORTER)
        article = make_article()

        client.post(url(name, article.pk))

        assert Article.objects.get(pk=article.pk).live

    def test_keep_a_reporter_from_publishing_by_restoring(self, client, sign_in):
        sign_in(Role.REPORTER)
        draft = make_draft()
        revision = draft.revisions.get()

        form = article_form(section=draft.section, action="publish")
        client.post(url("revisions_revert", draft.pk, revision.pk), form)

        draft.refresh_from_db()
        assert not draft.live

    def test_keep_a_reporter_from_deleting_many(self, client, sign_in):
        sign_in(Role.REPORTER)
        article = make_article()

        client.post(f"/desk/bulk/newsroom/article/delete/?id={article.pk}")

        assert Article.objects.filter(pk=article.pk).exists()

    def test_keep_a_moderator_from_editing(self, client, sign_in):
        sign_in(Role.MODERATOR)
        draft = make_draft(headline="Before")

        opened = client.get(url("edit", draft.pk))
        client.post(url("edit", draft.pk), article_form(section=draft.section))
        create(client, section=draft.section)

        draft.refresh_from_db()
        assert opened.status_code == 404
        assert draft.headline == "Before"
        assert Article.objects.count() == 1

    def test_keep_readers_out_of_the_desk(self, client, paper):
        assert client.get(url("list")).status_code == 302
