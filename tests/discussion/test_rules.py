import pytest
from django.test import Client

from hiwar.accounts.roles import Role
from hiwar.discussion import selectors
from hiwar.kernel import changes
from tests.factories import make_paper, make_reader, make_rules

pytestmark = pytest.mark.django_db

FIELDS = {
    "guests_may_comment": "on",
    "close_after_days": "14",
    "comments_per_minute": "6",
    "comments_per_hour_from_one_address": "120",
}


def save(client, **fields):
    page = client.get("/desk/settings/discussion/discussionrules/", follow=True)
    return client.post(page.redirect_chain[-1][0], {**FIELDS, **fields})


def client_of(role):
    client = Client()
    client.force_login(make_reader(role=role))
    return client


class TestDiscussionRules:
    def test_are_set_by_an_editor_and_told_to_every_page(self):
        make_paper()
        client = client_of(Role.EDITOR)
        before = len(changes.topics())

        save(client)

        rules = selectors.get_rules()
        assert (rules.close_after_days, rules.comments_per_minute) == (14, 6)
        assert "paper" in changes.topics()[before:]

    @pytest.mark.parametrize("field", list(FIELDS)[2:])
    def test_never_allow_nobody_anything(self, field):
        make_paper()

        save(client_of(Role.EDITOR), **{field: "0"})

        assert getattr(selectors.get_rules(), field) > 0

    @pytest.mark.parametrize("role", [Role.REPORTER, Role.MODERATOR])
    def test_are_an_editors_decision(self, role):
        make_paper()
        rules = make_rules(comments_per_minute=9)
        client = client_of(role)

        answer = client.post(
            f"/desk/settings/discussion/discussionrules/{rules.pk}/", FIELDS
        )

        assert answer.status_code in {302, 403}
        assert selectors.get_rules().comments_per_minute == 9

    def test_hold_until_somebody_sets_others(self):
        rules = selectors.get_rules()

        assert rules.guests_may_comment
        assert rules.close_after_days is None
