"""What the desk shows of the newsroom's own work."""

from django.db.models import QuerySet

from hiwar.newsroom import paths
from hiwar.newsroom.models import Article, PublishingFailure, StandingPage


def list_failures(*, limit: int = 20) -> QuerySet[PublishingFailure]:
    """Return what was due and could not be published, longest-waiting first.

    What has been taken off the schedule since then is no failure any more.
    """
    return (
        PublishingFailure.objects.filter(revision__approved_go_live_at__isnull=False)
        .select_related("revision", "revision__content_type")
        .order_by("revision__approved_go_live_at", "id")[:limit]
    )


def list_worked_on(*, limit: int) -> QuerySet[Article]:
    """Return the articles that were saved last, as they stand in their drafts."""
    return (
        Article.objects.filter(latest_revision__isnull=False)
        .select_related("latest_revision__user", "locale", "section")
        .defer("body")
        # By number, which has an index: the newest revision was written last.
        .order_by("-latest_revision_id")[:limit]
    )


def find_public_path(thing: Article | StandingPage) -> str | None:
    """Return where readers see this now, or None while it is not published."""
    # `thing` may be a draft of what is published.
    shown = type(thing).objects.filter(pk=thing.pk, live=True).first()
    if shown is None:
        return None
    if isinstance(shown, StandingPage):
        return paths.standing_path(shown.locale.language_code, shown.slug)
    address = shown.addresses.filter(is_current=True).first()
    if address is None:
        return None
    return paths.article_path(address.language, address.published_on, address.slug)
