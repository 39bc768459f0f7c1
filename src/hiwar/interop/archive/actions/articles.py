"""Articles of an archive, with their pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from uuid import UUID, uuid4

from django.core.files.base import ContentFile

from hiwar.interop.archive import foreign_ids, gallery
from hiwar.interop.archive.batches import Given
from hiwar.interop.archive.entries import Article as Entry
from hiwar.interop.archive.entries import Part, Picture
from hiwar.interop.archive.lines import article_lines, with_related
from hiwar.newsroom import actions as newsroom
from hiwar.newsroom.models import Article, Photo

from .foreign_ids import Kind, find_changed, id_of, keep_ids, new_id
from .run import ImportRun, naming_the_line


@dataclass(frozen=True, kw_only=True)
class _Pictures:
    """The photos of one line, and under which names it has them."""

    run: ImportRun
    photos: dict[str, Photo | None] = field(default_factory=dict)
    files: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, picture: Picture | Part) -> Photo | None:
        """Return the photo of `picture`, None if it did not come with the lines."""
        file = picture["file"]
        if file not in self.photos:
            self.photos[file] = _import_photo(picture, self.run)
        photo = self.photos[file]
        self.files.append((gallery.photo(photo).identity if photo else "", file))
        return photo


def write_articles(*, given: Sequence[Given], run: ImportRun) -> None:
    """Write the articles that are new or changed. Raises BadLine."""
    changed = find_changed(
        Kind.ARTICLE,
        given,
        lines_of=lambda numbers: article_lines(
            list(with_related(Article.objects.filter(pk__in=numbers))), desk=run.desk
        ),
    )
    for each, number in changed:
        with naming_the_line(each):
            _write(each, number, run)
    run.written["article"] += len(changed)


def _write(given: Given, number: int | None, run: ImportRun) -> None:
    entry: Entry = given.entry
    article = Article.objects.filter(pk=number).first() if number else None
    pictures = _Pictures(run=run)
    photo = pictures.keep(entry.photo) if entry.photo else None
    key, is_new_story = _find_story(entry.story)
    if article:
        article.translation_key = key
    article = newsroom.import_article(
        entry=newsroom.ArchivedArticle(
            story=key,
            language=entry.language,
            section=entry.section,
            headline=entry.headline,
            standfirst=entry.standfirst,
            slug=entry.slug,
            published_at=entry.published_at,
            updated_at=entry.updated_at,
            topics=entry.topics,
            bylines=entry.bylines,
            agency=entry.agency,
            photo=photo,
            photo_alt=entry.photo["alt"] if entry.photo else "",
            photo_caption=entry.photo["caption"] if entry.photo else "",
            photo_credit=entry.photo["credit"] if entry.photo else "",
            body=[_part(part, pictures) for part in entry.body],
            comments=entry.comments.upper(),
        ),
        article=article,
        now=run.now,
    )
    form = run.form(given, files=pictures.files, lead=1 if entry.photo else 0)
    rows = [id_of(Kind.ARTICLE, given, article.pk, form=form)]
    if is_new_story:
        rows.append(new_id(Kind.STORY, entry.story, article.pk))
    keep_ids(rows)


def _find_story(story: str) -> tuple[UUID, bool]:
    """Return the key that joins a story's articles, and whether it is a new one."""
    found = foreign_ids.find(Kind.STORY, [story]).get(story)
    key = found and (
        Article.objects.filter(pk=found.local_id)
        .values_list("translation_key", flat=True)
        .first()
    )
    return (key, False) if key else (uuid4(), True)


def _import_photo(picture: Picture | Part, run: ImportRun) -> Photo | None:
    content = run.source.picture(picture["file"])
    if content is None:
        return None
    name = PurePosixPath(picture["file"]).name
    return newsroom.import_photo(
        title=picture["alt"] or name,
        file=ContentFile(content, name=name),
        credit=picture["credit"],
    )


def _part(part: Part, pictures: _Pictures) -> Part:
    """Return a part as the newsroom takes it, a picture by its number."""
    if part["kind"] != "image":
        return part
    photo = pictures.keep(part)
    return part | {"photo": photo.pk if photo else None}
