"""The scheduler: what is due appears, one at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hiwar.newsroom import access, actions, selectors
from hiwar.newsroom.models import Article, PublishingFailure
from tests.factories import make_article, make_draft, make_section, make_standing_page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


def schedule(now, **values):
    draft = make_draft(go_live_at=now + HOUR, **values)
    actions.publish(article=draft)
    return draft


def break_revision(draft):
    """Make a scheduled revision unpublishable: its section is deleted meanwhile."""
    revision = draft.revisions.get()
    revision.content["section"] = 999_999
    revision.save(update_fields=["content"])
    return revision


class TestPublishDue:
    def test_publishes_what_is_due_and_nothing_else(self, now):
        due = schedule(now)
        later = make_draft(go_live_at=now + 3 * HOUR)
        actions.publish(article=later)

        report = actions.publish_due(now=now + 2 * HOUR)

        assert report == actions.Report(published=1, unpublished=0, failed=0)
        assert list(Article.objects.filter(live=True)) == [due]
        assert Article.objects.get(pk=due.pk).addresses.get().is_current

    def test_dates_a_first_publication_by_its_schedule(self, now):
        due = schedule(now)

        actions.publish_due(now=now + 2 * HOUR)

        published = Article.objects.get(pk=due.pk)
        assert published.first_published_at == now + HOUR
        view = selectors.get_article_view(article=published, now=now + 2 * HOUR)
        assert view.published_at == now + HOUR

    def test_dates_nothing_that_could_not_be_published(self, now):
        bad = schedule(now)
        break_revision(bad)

        actions.publish_due(now=now + 2 * HOUR)

        assert Article.objects.get(pk=bad.pk).first_published_at is None

    def test_leaves_drafts_alone(self, now):
        draft = make_draft()

        actions.publish_due(now=now + 2 * HOUR)

        assert not Article.objects.get(pk=draft.pk).live

    def test_does_not_do_it_twice(self, now):
        schedule(now)
        actions.publish_due(now=now + 2 * HOUR)

        again = actions.publish_due(now=now + 2 * HOUR)

        assert again == actions.Report(published=0, unpublished=0, failed=0)

    def test_publishes_a_change_of_a_published_story(self, now):
        article = Article.objects.get(pk=make_article(headline="Before").pk)
        article.headline = "After"
        article.go_live_at = now + HOUR
        first_published_at = article.first_published_at
        article.save_revision().publish()
        assert Article.objects.get(pk=article.pk).headline == "Before"

        actions.publish_due(now=now + 2 * HOUR)

        changed = Article.objects.get(pk=article.pk)
        assert changed.headline == "After"
        assert changed.first_published_at == first_published_at

    def test_goes_on_after_a_bad_one(self, now):
        bad, good = schedule(now, headline="Bad"), schedule(now, headline="Good")
        break_revision(bad)

        report = actions.publish_due(now=now + 2 * HOUR)

        assert report == actions.Report(published=1, unpublished=0, failed=1)
        assert list(Article.objects.filter(live=True)) == [good]

    def test_keeps_a_bad_one_for_the_desk_and_tries_again(self, now):
        bad = schedule(now)
        revision = break_revision(bad)
        for hours in (2, 3):
            actions.publish_due(now=now + hours * HOUR)

        failure = selectors.list_failures().get()
        assert failure.revision == revision
        assert failure.tries == 2
        assert failure.cause == PublishingFailure.Cause.GONE
        assert failure.failed_at == now + 3 * HOUR
        assert not Article.objects.get(pk=bad.pk).addresses.exists()

    def test_forgets_a_failure_once_it_is_mended(self, now):
        bad = schedule(now)
        revision = break_revision(bad)
        actions.publish_due(now=now + 2 * HOUR)
        revision.content["section"] = make_section().pk
        revision.save(update_fields=["content"])

        actions.publish_due(now=now + 2 * HOUR)

        assert not PublishingFailure.objects.exists()
        assert Article.objects.get(pk=bad.pk).live

    def test_shows_failures_on_the_first_page_of_the_desk(self, now, client, editor):
        break_revision(schedule(now, headline="Bad one"))
        actions.publish_due(now=now + 2 * HOUR)

        page = client.get("/desk/").content.decode()

        assert "Could not be published on time" in page
        assert "Bad one" in page
        assert "Something that it names has been deleted" in page

    def test_takes_off_what_has_expired(self, now):
        article = make_article()
        Article.objects.filter(pk=article.pk).update(expire_at=now)

        report = actions.publish_due(now=now)

        assert report.unpublished == 1
        article.refresh_from_db()
        assert article.expired
        assert not article.live

    def test_publishes_standing_pages_too(self, now):
        page = make_standing_page(slug="house-rules")
        page.title = "House rules"
        page.go_live_at = now + HOUR
        page.save_revision().publish()

        actions.publish_due(now=now + 2 * HOUR)

        page.refresh_from_db()
        assert page.title == "House rules"


class TestReading:
    def test_does_not_wait_for_the_scheduler_to_hide_what_expired(self, now):
        article = make_article(headline="Fog")
        Article.objects.filter(pk=article.pk).update(expire_at=now)
        address = article.addresses.get()

        with pytest.raises(access.NotFound):
            access.article_to_read(
                language="en",
                published_on=address.published_on,
                slug="fog",
                now=now,
            )
        assert selectors.list_newest(language="en", limit=9, now=now) == ()
