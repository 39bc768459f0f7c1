"""Publishing and taking back, and what both mean for readers."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from hiwar.accounts.models import Reader
from hiwar.kernel import changes
from hiwar.kernel.errors import NotAllowed
from hiwar.newsroom import digest, signals, topics
from hiwar.newsroom.models import Article, StandingPage

from .addresses import settle_address


@transaction.atomic
def publish(
    *,
    article: Article | StandingPage,
    by: Reader | None = None,
    revision: Revision | None = None,
) -> None:
    """Publish a revision of `article`, the newest unless one is given.

    What Wagtail's `published` signal sets off (`settle_publication`) is part of it.
    Without `by` no one is asked for permission.

    Raises NotAllowed.
    """
    if by and not by.has_perm(f"newsroom.publish_{article._meta.model_name}"):
        raise NotAllowed
    latest = revision or article.latest_revision or article.save_revision(user=by)
    latest.publish(user=by, skip_permission_checks=True)


@transaction.atomic
def unpublish(*, article: Article | StandingPage, by: Reader | None = None) -> None:
    """Take `article` off the site. Its address and its revisions stay.

    Raises NotAllowed.
    """
    if by and not by.has_perm(f"newsroom.publish_{article._meta.model_name}"):
        raise NotAllowed
    article.unpublish(user=by)


@transaction.atomic
def settle_publication(*, article: Article, now: datetime) -> None:
    """Do what a publication means: an address, what changed, who is told.

    Called for every publication, by whatever way it came. The first one is no
    change of the story; a later one is when a reader would see a difference.
    """
    settle_address(article=article)
    seen = digest.shown_hash(article)
    is_changed = bool(article.shown_hash) and article.shown_hash != seen
    under = topics.shown_under(article)
    touched = {*topics.of(article), *under}

    article.shown_hash = seen
    article.shown_under = under
    if is_changed:
        article.updated_at = now
    article.save(update_fields=["shown_hash", "shown_under", "updated_at"])

    changes.record(*sorted(touched))
    signals.article_published.send(Article, article_id=article.pk)


@transaction.atomic
def settle_withdrawal(*, article: Article) -> None:
    """Tell of an article that was taken off the site or is about to be deleted."""
    changes.record(*topics.of(article))
    signals.article_unpublished.send(Article, article_id=article.pk)


@transaction.atomic
def record_standing_page(*, page: StandingPage) -> None:
    """Tell of a standing page that was published or taken off."""
    changes.record(*topics.of(page))
