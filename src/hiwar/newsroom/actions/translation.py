"""Translating: what a copy for another language keeps, and when it is up to date."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale

from hiwar.newsroom import digest, selectors
from hiwar.newsroom.models import Article, Byline, Section, StandingPage, Topic


def adapt_copy(*, source: Any, copy: Any) -> None:
    """Make Wagtail's unsaved copy of `source` in another language ready to translate.

    Wagtail copies every column, so that a copy of a published story would be
    published, untranslated, under its old address: it becomes a draft without one.
    Section, topics and bylines become those of the other language where they exist;
    the headline is left to the translator.
    """
    if isinstance(copy, Article | StandingPage):
        _unpublish_copy(copy)
    if isinstance(copy, Article):
        _adapt_article(source, copy)
    elif isinstance(copy, Section | Topic | Byline):
        copy.slug = selectors.free_slug(type(copy), locale=copy.locale, name=copy.name)


def _unpublish_copy(copy: Article | StandingPage) -> None:
    copy.live = False
    copy.expired = False
    copy.has_unpublished_changes = True
    for moment in (
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
    ):
        setattr(copy, moment, None)
    copy.live_revision = copy.latest_revision = None


def _adapt_article(source: Article, copy: Article) -> None:
    copy.locked = False
    copy.locked_at = copy.locked_by = None
    copy.headline = copy.slug = ""
    copy.updated_at = None
    copy.shown_hash = ""
    copy.shown_under = []
    copy.source_id = source.pk
    copy.source_hash = digest.shown_hash(source)

    section = _in(copy.locale, Section, [source.section_id])
    copy.section_id = section.get(source.section_id, source.section_id)
    topics = _in(copy.locale, Topic, [row.topic_id for row in source.subjects.all()])
    kept = [row for row in copy.subjects.all() if row.topic_id in topics]
    for row in kept:
        row.topic_id = topics[row.topic_id]
    copy.subjects.set(kept)
    bylines = _in(copy.locale, Byline, [r.byline_id for r in source.authorships.all()])
    for row in copy.authorships.all():
        row.byline_id = bylines.get(row.byline_id, row.byline_id)
    # What was wrong in the source need not be wrong in its translation.
    copy.corrections.set([])


def _in(locale: Locale, model: Any, ids: list[int]) -> dict[int, int]:
    """Return, by the number of each term, that of its translation in `locale`."""
    keys = dict(model.objects.filter(pk__in=ids).values_list("translation_key", "pk"))
    found = model.objects.filter(locale=locale, translation_key__in=keys)
    return {keys[key]: pk for key, pk in found.values_list("translation_key", "pk")}


@transaction.atomic
def mark_up_to_date(*, article: Article) -> None:
    """Say that a translation has all that its source now shows to readers."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.source:
        article.source_hash = article.source.shown_hash
        article.save(update_fields=["source_hash"])
