"""One article, whole: as its page shows it, published or not yet."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from hiwar.kernel.text.slugs import slugify
from hiwar.newsroom import bodies, paths, topics
from hiwar.newsroom.models import Article, Byline, Paper, Photo, Topic

from .bodies import list_parts
from .paper import get_paper, thread_key
from .photos import photo_view, with_renditions
from .shapes import (
    ArticleView,
    CorrectionView,
    LinkView,
    TranslationView,
)
from .teasers import published


def get_article_view(*, article: Article, now: datetime) -> ArticleView:
    """Return all that a reader sees of `article`, a draft or an unsaved one included.

    The number of queries is the same however much there is to it.
    """
    language = article.locale.language_code
    paper = get_paper()
    photos = _load_photos(article)
    return ArticleView(
        id=article.pk,
        story=article.translation_key,
        language=language,
        headline=article.headline,
        standfirst=article.standfirst,
        path=_path(article, paper, now),
        section=_section(article),
        topics=_topics(article),
        bylines=_bylines(article),
        agency=article.agency,
        photo=photo_view(
            photos.get(article.photo_id),
            "story",
            alt=article.photo_alt,
            caption=article.photo_caption,
            credit=article.photo_credit,
        ),
        body=list_parts(body=article.body, photos=photos),
        published_at=article.first_published_at or now,
        updated_at=article.updated_at,
        corrections=_corrections(article),
        translations=_translations(article, now),
        thread_key=thread_key(article, paper),
        comments_mode=article.comments,
        expires_at=article.expire_at,
        changes=tuple(topics.shown_under(article)),
    )


def _load_photos(article: Article) -> dict[int, Photo]:
    ids = {article.photo_id, *bodies.photo_ids(article.body)} - {None}
    return with_renditions().in_bulk(list(ids)) if ids else {}


def _path(article: Article, paper: Paper, now: datetime) -> str:
    """Return the current address, or what it would be if it were published now."""
    language = article.locale.language_code
    address = article.addresses.filter(is_current=True).first() if article.pk else None
    if address:
        return paths.article_path(language, address.published_on, address.slug)
    day = now.astimezone(ZoneInfo(paper.time_zone)).date()
    return paths.article_path(language, day, article.slug or slugify(article.headline))


def _section(article: Article) -> LinkView:
    if article.section_id is None:
        return LinkView(name="", path="")
    language = article.locale.language_code
    section = article.section
    return LinkView(name=section.name, path=paths.section_path(language, section.slug))


def _topics(article: Article) -> tuple[LinkView, ...]:
    ids = [row.topic_id for row in article.subjects.all()]
    return tuple(
        LinkView(
            name=topic.name,
            path=paths.topic_path(topic.locale.language_code, topic.slug),
        )
        for topic in _in_order(Topic, ids)
    )


def _bylines(article: Article) -> tuple[LinkView, ...]:
    ids = [row.byline_id for row in article.authorships.all()]
    return tuple(
        LinkView(
            name=byline.name,
            path=paths.byline_path(byline.locale.language_code, byline.slug),
        )
        for byline in _in_order(Byline, ids)
    )


def _in_order(model: Any, ids: list[int]) -> list[Any]:
    """Return the rows of `model` with these numbers in their order, in one query."""
    found = model.objects.select_related("locale").in_bulk(ids) if ids else {}
    return [found[pk] for pk in ids if pk in found]


def _corrections(article: Article) -> tuple[CorrectionView, ...]:
    rows = sorted(article.corrections.all(), key=lambda row: row.made_at)
    return tuple(CorrectionView(text=row.text, made_at=row.made_at) for row in rows)


def _translations(article: Article, now: datetime) -> tuple[TranslationView, ...]:
    others = (
        published(now=now)
        .filter(translation_key=article.translation_key)
        .exclude(pk=article.pk)
        .select_related("locale")
        .order_by("locale_id")
    )
    return tuple(
        TranslationView(
            language=other.locale.language_code,
            title=other.headline,
            path=paths.article_path(
                other.locale.language_code, other.address_on, other.address_slug
            ),
        )
        for other in others
    )


def has_pictures(*, article_id: int) -> bool:
    """Return whether an article has a lead photo or one in its body."""
    article = Article.objects.only("photo", "body").get(pk=article_id)
    return bool(article.photo_id or bodies.photo_ids(article.body))
