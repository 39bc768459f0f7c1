"""The scheduler: what is due to appear and to go, one transaction each."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import PROTECT, F, ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.models import DraftStateMixin, Revision

from hiwar.newsroom.models import Article, PublishingFailure, StandingPage

logger = logging.getLogger(__name__)

SCHEDULED: tuple[type[DraftStateMixin], ...] = (Article, StandingPage)


@dataclass(frozen=True, kw_only=True)
class Report:
    """How many were published, taken off, and could not be published."""

    published: int
    unpublished: int
    failed: int


def publish_due(*, now: datetime) -> Report:
    """Publish every revision that is due at `now`, then take off what has expired.

    What appears for the first time bears the time that it was scheduled for.
    Each is a transaction of its own. One that cannot be published is kept as a
    PublishingFailure for the desk to show, is tried again the next time, and does
    not hold up the others.
    """
    due = Revision.objects.filter(
        approved_go_live_at__lte=now,
        content_type__app_label="newsroom",
    ).order_by("approved_go_live_at", "id")
    published = failed = unpublished = 0
    for pk in list(due.values_list("pk", flat=True)):
        if _attempt(pk, now):
            published += 1
        else:
            failed += 1
    for model in SCHEDULED:
        gone = model.objects.filter(live=True, expire_at__lte=now).order_by("id")
        unpublished += sum(_take_off(model, pk) for pk in gone.values_list("pk"))
    return Report(published=published, unpublished=unpublished, failed=failed)


def _attempt(pk: int, now: datetime) -> bool:
    try:
        _publish_revision(pk)
    except Exception as error:
        logger.exception("A scheduled revision could not be published")
        _keep_failure(pk, error, now)
        return False
    return True


@transaction.atomic
def _publish_revision(pk: int) -> None:
    revision = Revision.objects.select_for_update().filter(pk=pk).first()
    if revision is None or revision.approved_go_live_at is None:
        return  # unscheduled since we looked
    # Readers see the time that was promised, not the moment at which we came by.
    model = revision.content_type.model_class()
    new = model.objects.filter(pk=revision.object_id, first_published_at__isnull=True)
    new.update(first_published_at=revision.approved_go_live_at)
    # Its time has come by the scheduler's clock: a second clock must not defer it.
    revision.content["go_live_at"] = None
    revision.publish(log_action="wagtail.publish.scheduled")
    PublishingFailure.objects.filter(revision=revision).delete()


@transaction.atomic
def _keep_failure(pk: int, error: Exception, now: datetime) -> None:
    found: dict[str, Any] = {
        "cause": _cause(pk, error),
        "reason": f"{type(error).__name__}: {error}"[:500],
        "failed_at": now,
    }
    known = PublishingFailure.objects.filter(revision_id=pk)
    if not known.update(**found, tries=F("tries") + 1):
        PublishingFailure.objects.create(revision_id=pk, **found)


def _cause(pk: int, error: Exception) -> PublishingFailure.Cause:
    if isinstance(error, OperationalError):
        return PublishingFailure.Cause.BUSY
    if _names_what_is_gone(pk):
        return PublishingFailure.Cause.GONE
    return PublishingFailure.Cause.OTHER


def _names_what_is_gone(pk: int) -> bool:
    """Return whether a revision needs something that has been deleted since."""
    revision = Revision.objects.get(pk=pk)
    model = revision.content_type.model_class()
    rows = [(model, revision.content)]
    for relation in get_all_child_relations(model):
        children = revision.content.get(relation.get_accessor_name(), [])
        rows += [(relation.related_model, child) for child in children]
    return any(_lacks_something(model, row) for model, row in rows)


def _lacks_something(model: type[Model], row: dict[str, Any]) -> bool:
    keys = (f for f in model._meta.concrete_fields if isinstance(f, ForeignKey))
    needed = ((f, row.get(f.name)) for f in keys if f.remote_field.on_delete is PROTECT)
    return any(
        value and not key.related_model._default_manager.filter(pk=value).exists()
        for key, value in needed
    )


@transaction.atomic
def _take_off(model: type[DraftStateMixin], pk: tuple[int]) -> int:
    thing = model.objects.select_for_update().get(pk=pk[0])
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1
