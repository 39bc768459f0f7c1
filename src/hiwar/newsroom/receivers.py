"""What follows from Wagtail's own publishing, and what can wait after it."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import copy_for_translation_done, published, unpublished

from . import actions, selectors, tasks
from .models import Article, StandingPage
from .signals import article_published


@receiver(published, sender=Article)
def settle_publication(instance: Article, **kwargs: Any) -> None:
    # Wagtail says "published" of what it has only scheduled, too.
    if instance.live:
        actions.settle_publication(article=instance, now=timezone.now())


@receiver(unpublished, sender=Article)
def settle_withdrawal(instance: Article, **kwargs: Any) -> None:
    actions.settle_withdrawal(article=instance)


@receiver([published, unpublished], sender=StandingPage)
def record_standing_page(instance: StandingPage, **kwargs: Any) -> None:
    actions.record_standing_page(page=instance)


@receiver(copy_for_translation_done)
def adapt_copy(source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    actions.adapt_copy(source=source_obj, copy=target_obj)


@receiver(article_published)
def make_renditions(article_id: int, **kwargs: Any) -> None:
    if selectors.has_pictures(article_id=article_id):
        tasks.make_renditions.enqueue(article_id)
