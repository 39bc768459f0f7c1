"""What is here, as lines of an archive: batches of rows in, their lines out.

Each batch costs the same few queries. A line that came from elsewhere is given back
in the form that it came in, as long as that still fits what is here now.
"""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from django.db.models import QuerySet

from hiwar.accounts import models as accounts
from hiwar.newsroom import bodies
from hiwar.newsroom import models as newsroom

from . import blanks, foreign_ids, form, gallery, inline, own_ids, writing
from .entries import Article, Part, Picture, Reader
from .foreign_ids import Kind, Origins

# The number of a thing here, and the line that stands for it.
Numbered = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What is needed to write lines: the paper's time zone, names for pictures."""

    zone: tzinfo
    gallery: gallery.Gallery


def form_of(origins: Origins, local_id: int) -> str:
    return origins[local_id].form if local_id in origins else ""


def reader_lines(
    readers: Sequence[accounts.Reader], *, desk: Desk
) -> Iterator[Numbered]:
    origins = foreign_ids.of(Kind.READER, [reader.pk for reader in readers])
    for reader in readers:
        how = form_of(origins, reader.pk)
        kept = gallery.avatar(reader.avatar.name) if reader.avatar.name else None
        origin = origins.get(reader.pk)
        entry = Reader(
            id=origin.foreign_id if origin else str(reader.uuid),
            name=blanks.blank_again(reader.name, form.recall(how, "name")),
            avatar=desk.gallery.name(kept, form.Names(how)),
            joined_at=reader.joined_at,
        )
        yield reader.pk, form.write(writing.write(entry, desk.zone), how)


def article_lines(
    articles: Sequence[newsroom.Article], *, desk: Desk
) -> Iterator[Numbered]:
    """Yield the lines of `articles`, which came `with_related`."""
    origins = foreign_ids.of(Kind.ARTICLE, [article.pk for article in articles])
    stories = list_story_ids(articles)
    photos = _load_photos(articles)
    for article in articles:
        how = form_of(origins, article.pk)
        origin = origins.get(article.pk)
        naming = _Naming(photos=photos, names=form.Names(how), gallery=desk.gallery)
        entry = Article(
            id=origin.foreign_id
            if origin
            else own_ids.article_id(
                article.translation_key, article.locale.language_code
            ),
            story=stories[article.translation_key],
            language=article.locale.language_code,
            section=article.section.name,
            headline=article.headline,
            standfirst=article.standfirst,
            slug=article.slug,
            published_at=article.first_published_at,
            updated_at=article.updated_at,
            bylines=[row.byline.name for row in article.authorships.all()],
            agency=article.agency,
            topics=[row.topic.name for row in article.subjects.all()],
            photo=_lead(article, naming),
            body=list(_parts(article, naming)),
            comments=article.comments.lower(),
        )
        yield article.pk, form.write(writing.write(entry, desk.zone), how)


def with_related(articles: QuerySet[newsroom.Article]) -> QuerySet[newsroom.Article]:
    """Return `articles` with all that their lines tell of other tables."""
    return articles.select_related("section", "locale").prefetch_related(
        "authorships__byline", "subjects__topic"
    )


def list_story_ids(articles: Sequence[newsroom.Article]) -> dict[Any, str]:
    """Return the id of each article's story, by its translation key."""
    keys = {article.translation_key for article in articles}
    of_article = dict(
        newsroom.Article.objects.filter(translation_key__in=keys).values_list(
            "pk", "translation_key"
        )
    )
    came = foreign_ids.of(Kind.STORY, of_article)
    stories = {key: str(key) for key in keys}
    stories |= {of_article[pk]: row.foreign_id for pk, row in came.items()}
    return stories


@dataclass(frozen=True, kw_only=True)
class _Naming:
    photos: dict[int, newsroom.Photo]
    names: form.Names
    gallery: gallery.Gallery

    def name(self, photo_id: int | None) -> str | None:
        photo = self.photos.get(photo_id) if photo_id else None
        return self.gallery.name(gallery.photo(photo) if photo else None, self.names)


def _load_photos(articles: Iterable[newsroom.Article]) -> dict[int, newsroom.Photo]:
    ids = {article.photo_id for article in articles if article.photo_id}
    for article in articles:
        ids.update(bodies.photo_ids(article.body))
    return newsroom.Photo.objects.in_bulk(ids) if ids else {}


def _lead(article: newsroom.Article, naming: _Naming) -> Picture | None:
    """Return the lead photo.

    One that never came with its archive has words here, and a name in its line; an
    article without any has neither.
    """
    if not article.photo_id and not naming.names.has_lead:
        return None
    file = naming.name(article.photo_id)
    if file is None:
        return None
    return {
        "file": file,
        "alt": article.photo_alt,
        "caption": article.photo_caption,
        "credit": article.photo_credit,
    }


def _parts(article: newsroom.Article, naming: _Naming) -> Iterator[Part]:
    for part in bodies.to_archive(article.body):
        if part["kind"] == "list":
            yield part | {"items": [_sentence(item) for item in part["items"]]}
        elif part["kind"] != "image":
            yield part | {"text": _sentence(part["text"])}
        elif file := naming.name(part["photo"]):
            words = {name: part[name] for name in ("alt", "caption", "credit")}
            yield {"kind": "image", "file": file, **words}


def _sentence(text: str) -> str:
    """Return `text` if it may stand in an archive, else with its signs escaped."""
    return text if inline.is_fine(text) else html.escape(text, quote=False)
