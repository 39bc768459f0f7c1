"""Sections, topics and bylines as their pages show them."""

from itertools import count

from django.db.models import F, OuterRef, QuerySet, Subquery
from wagtail.models import Locale

from hiwar.kernel.text.slugs import slugify
from hiwar.newsroom import paths
from hiwar.newsroom.models import Byline, EditionSection, Section, Topic

from .photos import photo_view, with_renditions
from .shapes import TermView, TranslationView

PATHS = {
    Section: paths.section_path,
    Topic: paths.topic_path,
    Byline: paths.byline_path,
}


def get_term_view(*, term: Section | Topic | Byline) -> TermView:
    """Return what stands at the head of a section's, a topic's or a byline's page."""
    path = PATHS[type(term)]
    photo_id = getattr(term, "photo_id", None)
    photo = with_renditions().filter(pk=photo_id).first() if photo_id else None
    others = term.get_translations().select_related("locale").order_by("locale_id")
    return TermView(
        name=term.name,
        path=path(term.locale.language_code, term.slug),
        about=getattr(term, "about", ""),
        photo=photo_view(photo, "portrait"),
        translations=tuple(
            TranslationView(
                language=other.locale.language_code,
                title=other.name,
                path=path(other.locale.language_code, other.slug),
            )
            for other in others
        ),
    )


def list_sections(*, locale: Locale) -> QuerySet[Section]:
    """Return an edition's sections, in the order of its front page, others after."""
    places = EditionSection.objects.filter(
        edition__locale=locale, section=OuterRef("pk")
    )
    return (
        Section.objects.filter(locale=locale)
        .annotate(place=Subquery(places.values("sort_order")[:1]))
        .order_by(F("place").asc(nulls_last=True), "name", "id")
    )


def name_sections(*, language: str) -> dict[str, str]:
    """Return what each section of the paper is called, by its number as a label.

    In `language`, where it has a section like it; else in its own.
    """
    rows = list(
        Section.objects.values_list(
            "pk", "translation_key", "name", "locale__language_code"
        )
    )
    here = {key: name for _pk, key, name, spoken in rows if spoken == language}
    return {str(pk): here.get(key, name) for pk, key, name, _spoken in rows}


def free_slug(
    model: type[Section] | type[Topic] | type[Byline],
    *,
    locale: Locale,
    name: str,
    besides: int | None = None,
) -> str:
    """Return the slug of `name`, with a number where another in `locale` has it.

    The one with the number `besides` may have it already.
    """
    wanted = slugify(name)
    others = model.objects.filter(locale=locale, slug__startswith=wanted)
    taken = set(others.exclude(pk=besides or 0).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for n in count(2) if (slug := f"{wanted}-{n}") not in taken)
