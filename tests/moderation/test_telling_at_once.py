"""Many who report, give notice or object at the same moment."""

import pytest

from hiwar.accounts.roles import Role
from hiwar.moderation import actions
from hiwar.moderation.models import Appeal, Notice, QueueItem, Report
from tests.discussion.test_at_once import MANY, at_once
from tests.factories import NOW, make_comment, make_paper, make_reader

pytestmark = pytest.mark.usefixtures("_a_database_for_many")

KEY = "k" * 43


def report(comment, by):
    return actions.report_comment(
        comment=comment,
        reporter=by,
        address_hash="" if by else "a" * 32,
        rule="spam",
        sentence="",
        now=NOW,
    )


def send_notice(comment, sender):
    return actions.send_notice(
        comment=comment,
        reader=None,
        address_hash=sender * 32,
        key=KEY,
        explanation="A lie about my brother.",
        address="http://127.0.0.1/comments/1/",
        name="Rana",
        email="rana@example.org",
        is_in_good_faith=True,
        language="en",
        now=NOW,
    )


class TestAtOnce:
    @pytest.mark.parametrize("is_known", [True, False])
    def test_one_person_reports_once(self, is_known):
        comment, reader = make_comment(), make_reader() if is_known else None

        told = at_once([lambda: report(comment, reader)] * MANY)

        assert sum(isinstance(one, Report) for one in told) == 1
        refused = {type(one) for one in told if not isinstance(one, Report)}
        assert refused == {actions.AlreadyReported}

    def test_many_are_all_counted(self):
        comment = make_comment()
        readers = [make_reader() for _ in range(MANY)]

        at_once([lambda reader=each: report(comment, reader) for each in readers])

        assert QueueItem.objects.get().number_of_reports == MANY

    def test_one_form_is_one_notice_from_wherever_it_comes(self):
        make_paper()
        comment = make_comment()

        sent = at_once(
            [lambda by=str(n): send_notice(comment, by) for n in range(MANY)]
        )

        assert len({notice.pk for notice in sent}) == 1
        assert Notice.objects.count() == 1

    def test_one_decision_is_objected_to_once(self):
        decision = actions.issue_decision(
            comment=make_comment(),
            moderator=make_reader(role=Role.MODERATOR),
            outcome="REMOVE",
            rule="hatred",
            explanation="It degrades people.",
            now=NOW,
        )
        statement = decision.statements.get()

        lodged = at_once(
            [lambda: actions.lodge_appeal(statement=statement, text="No.", now=NOW)]
            * MANY
        )

        assert sum(isinstance(one, Appeal) for one in lodged) == 1
        assert Appeal.objects.count() == QueueItem.objects.count() == 1
