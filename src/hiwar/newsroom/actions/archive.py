"""Articles and pictures that come from another system, kept exactly as they came."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.core.files import File
from django.db import transaction
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from hiwar.kernel import changes
from hiwar.newsroom import bodies, digest, signals, topics
from hiwar.newsroom.models import (
    Article,
    Authorship,
    Byline,
    Photo,
    Section,
    Subject,
    Topic,
)

from .addresses import settle_address
from .languages import get_locale
from .terms import find_or_make


@dataclass(frozen=True, kw_only=True)
class ArchivedArticle:
    """A published article as an archive tells it: names, and times that stay.

    `story` joins the languages of one story. `body` are parts in the archive's
    words (bodies.py), a picture by the number of its Photo.
    """

    story: UUID | None
    language: str
    section: str
    headline: str
    published_at: datetime
    updated_at: datetime | None = None
    standfirst: str = ""
    slug: str = ""
    topics: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    agency: str = ""
    photo: Photo | None = None
    photo_alt: str = ""
    photo_caption: str = ""
    photo_credit: str = ""
    body: list[bodies.Part] = field(default_factory=list)
    comments: str = Article.Comments.OPEN


KEPT = (
    "headline",
    "standfirst",
    "slug",
    "agency",
    "photo",
    "photo_alt",
    "photo_caption",
    "photo_credit",
    "comments",
    "updated_at",
)


@transaction.atomic
def import_article(
    *, entry: ArchivedArticle, article: Article | None = None, now: datetime
) -> Article:
    """Publish `entry` as a new article, or as what `article` now says.

    Sections, topics and bylines are found by name or made. The times are those of
    the archive: an import is no change of the story. It is a revision like any
    other, so that later edits can be compared with it and undone.

    Raises NotALanguageOfThePaper.
    """
    article = article or Article(translation_key=entry.story or uuid4())
    is_new = article.pk is None
    before = list(article.shown_under)
    _fill(article, entry)
    # Wagtail would queue a task for each row to index what the article refers to.
    with disable_reference_index_auto_update():
        article.save()
    _name_its_people(article, entry, is_new=is_new)
    settle_address(article=article)
    article.shown_hash = digest.shown_hash(article)
    article.shown_under = topics.shown_under(article)
    revision = _make_revision(article, now)
    # Wagtail takes it for the live one. Without it, scheduling a change of an imported
    # story would take the story off the site.
    article.latest_revision = article.live_revision = revision
    Article.objects.filter(pk=article.pk).update(
        shown_hash=article.shown_hash,
        shown_under=article.shown_under,
        latest_revision=revision,
        live_revision=revision,
    )
    ReferenceIndex.create_or_update_for_object(article)
    changes.record(*sorted({*before, *topics.of(article)}))
    signals.article_published.send(Article, article_id=article.pk)
    return article


def _fill(article: Article, entry: ArchivedArticle) -> None:
    for name in KEPT:
        setattr(article, name, getattr(entry, name))
    article.locale = get_locale(language=entry.language)
    article.section = find_or_make(Section, locale=article.locale, name=entry.section)
    article.body = bodies.from_archive(entry.body)
    article.first_published_at = entry.published_at
    article.last_published_at = entry.updated_at or entry.published_at
    article.live = True
    article.expired = article.has_unpublished_changes = False


def _name_its_people(article: Article, entry: ArchivedArticle, *, is_new: bool) -> None:
    locale = article.locale
    bylines = [find_or_make(Byline, locale=locale, name=name) for name in entry.bylines]
    named = [find_or_make(Topic, locale=locale, name=name) for name in entry.topics]
    with disable_reference_index_auto_update():
        if not is_new:
            Authorship.objects.filter(article=article).delete()
            Subject.objects.filter(article=article).delete()
        Authorship.objects.bulk_create(
            Authorship(article=article, byline=byline, sort_order=place)
            for place, byline in enumerate(bylines)
        )
        Subject.objects.bulk_create(
            Subject(article=article, topic=topic, sort_order=place)
            for place, topic in enumerate(named)
        )


def _make_revision(article: Article, now: datetime) -> Revision:
    return Revision.objects.create(
        content_object=article,
        base_content_type=article.get_base_content_type(),
        content=article.serializable_data(),
        object_str=str(article),
        created_at=now,
    )


@transaction.atomic
def import_photo(*, title: str, file: File, credit: str = "") -> Photo:
    """Keep a picture, byte for byte; the same bytes are the same Photo."""
    if found := _find_photo(file):
        return found
    photo = Photo(title=title[:255], file=file, credit=credit[:255])
    photo._set_image_file_metadata()
    photo.save()
    return photo


def _find_photo(file: File) -> Photo | None:
    digest_of_file = hashlib.sha1(usedforsecurity=False)
    for chunk in file.chunks():
        digest_of_file.update(chunk)
    file.seek(0)
    return Photo.objects.filter(file_hash=digest_of_file.hexdigest()).first()
