"""Trusted flaggers (Article 22): they come first, and are counted apart."""

from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from hiwar.accounts.roles import Role
from hiwar.moderation import actions, selectors
from hiwar.moderation.figures import Period
from hiwar.moderation.models import Notice, QueueItem
from hiwar.moderation.report_files import report_json
from hiwar.moderation.selectors.transparency import get_report
from tests.factories import NOW, make_comment, make_reader

pytestmark = pytest.mark.django_db

REASONS = {
    "outcome": "REMOVE",
    "rule": "illegal",
    "legal_ground": "§ 185 StGB",
    "explanation": "It insults somebody.",
}


@pytest.fixture
def moderator():
    return make_reader(role=Role.MODERATOR)


@pytest.fixture
def flagger():
    return make_reader(name="Safe Harbour", email="flags@example.org")


def notify(*, reader=None, comment=None, now=NOW):
    return actions.send_notice(
        comment=comment or make_comment(),
        reader=reader,
        address_hash="a" * 32,
        explanation="It is against the law.",
        address="https://news.example/comments/1/",
        name="Safe Harbour",
        email="flags@example.org",
        is_in_good_faith=True,
        language="en",
        now=now,
    )


def mark(notice, moderator, is_trusted_flagger=True):
    actions.set_trusted_flagger(
        moderator=moderator, notice=notice, is_trusted_flagger=is_trusted_flagger
    )


class TestTrustedFlagger:
    def test_comes_first(self, moderator):
        notice = notify()
        due_at = QueueItem.objects.get().due_at

        mark(notice, moderator)

        assert QueueItem.objects.get().due_at == NOW + timedelta(hours=6) < due_at

    def test_is_known_again_by_the_account_and_not_by_an_address(
        self, moderator, flagger
    ):
        mark(notify(reader=flagger), moderator)

        again = notify(reader=flagger, now=NOW + timedelta(minutes=1))
        anybody = notify(now=NOW + timedelta(minutes=2))

        assert again.is_from_trusted_flagger
        assert not anybody.is_from_trusted_flagger

    def test_is_marked_before_it_is_decided(self, moderator, flagger):
        notice = notify()
        actions.issue_decision(
            comment=notice.comment, moderator=moderator, now=NOW, **REASONS
        )

        with pytest.raises(actions.NoticeDecided):
            mark(notice, moderator)
        with pytest.raises(actions.NotAModerator):
            mark(notify(), flagger)

    def test_is_counted_and_named_as_the_source(self, moderator):
        now = timezone.now() - timedelta(hours=3)
        notice, other = notify(now=now), notify(now=now + timedelta(minutes=1))
        mark(notice, moderator)
        for each in (notice, other):
            actions.issue_decision(
                comment=each.comment,
                moderator=moderator,
                now=now + timedelta(hours=1),
                **REASONS,
            )

        period = Period(first=now.date(), last=timezone.now().date(), zone=UTC)
        report = get_report(period=period)
        (batch,) = selectors.list_for_database(period=period, now=timezone.now())

        assert report.notices_by_trusted_flaggers == 1
        assert report_json(report)["notices"]["by_trusted_flaggers"] == 1
        assert report.total.after_notices == 2
        assert [entry["source_type"] for entry in batch] == [
            "SOURCE_TRUSTED_FLAGGER",
            "SOURCE_ARTICLE_16",
        ]

    def test_is_set_in_the_desk(self, client, moderator):
        notice = notify()
        client.force_login(moderator)
        key = f"c{notice.comment_id}"
        page = client.get(f"/desk/moderation/?item={key}").content.decode()
        assert "It comes from a trusted flagger" in page

        client.post(
            "/desk/moderation/flagger/",
            {"key": key, "notice": notice.pk, "is_trusted_flagger": "on"},
        )

        assert Notice.objects.get().is_from_trusted_flagger
        again = client.get(f"/desk/moderation/?item={key}").content.decode()
        assert "Not from a trusted flagger" in again
