"""The paper as a whole: founded once, and its standing pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from babel.core import get_global
from django.core.files import File
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale

from hiwar.kernel import changes
from hiwar.kernel.errors import Conflict
from hiwar.newsroom import bodies, standing, topics
from hiwar.newsroom.models import (
    Edition,
    EditionSection,
    NavigationLink,
    Paper,
    Section,
    StandingPage,
)

from .archive import import_photo
from .languages import get_locale
from .terms import find_or_make_section

# The standing pages of one kind in all languages are one page to Wagtail.
STANDING = UUID("6f2f9a54-7d0c-4c9e-9d0e-0d2f6b7c3a11")


class PaperIsFounded(Conflict):
    code = "paper_is_founded"
    message = translation.gettext_lazy("The paper has been set up already.")


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What a new paper has to be told, by language where it differs.

    `sections` are in the order of the front page, each with its name by language;
    a section without a name in a language is not in that edition.
    """

    names: Mapping[str, str]
    taglines: Mapping[str, str] = field(default_factory=dict)
    sections: Iterable[Mapping[str, str]] = ()
    time_zone: str = "UTC"
    logo: File | None = None


@transaction.atomic
def found_paper(*, founding: Founding) -> Paper:
    """Found the paper: its settings, an edition in each language, standing pages.

    The region, which names of months follow, is that of the time zone. About and
    privacy say what is true of any paper that runs on this software and are shown
    at once; imprint and contact are drafts, for nobody else can write them.

    Raises PaperIsFounded.
    """
    paper = Paper.objects.select_for_update().first() or Paper()
    if paper.is_founded:
        raise PaperIsFounded
    paper.time_zone = founding.time_zone
    paper.region = region_of(founding.time_zone) or paper.region
    if founding.logo:
        paper.logo = import_photo(title=str(founding.logo.name), file=founding.logo)
    paper.is_founded = True
    paper.save()
    editions = [_open_edition(founding, language) for language in founding.names]
    for names in founding.sections:
        _open_section(names)
    changes.record(topics.PAPER, *(f"front:{e.locale.language_code}" for e in editions))
    return paper


def region_of(time_zone: str) -> str:
    """Return the country in whose list of time zones this one stands, or ""."""
    return get_global("zone_territories").get(time_zone, "")


def _open_edition(founding: Founding, language: str) -> Edition:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    edition, _ = Edition.objects.update_or_create(
        locale=locale,
        defaults={
            "name": founding.names[language],
            "tagline": founding.taglines.get(language, ""),
        },
    )
    with translation.override(language):
        for place, page in enumerate(standing.PAGES):
            write_standing_page(
                language=language,
                slug=page.slug,
                title=str(page.title),
                body=[{"kind": "paragraph", "text": str(text)} for text in page.texts],
                position=place,
                is_live=bool(page.texts),
            )
    return edition


def _open_section(names: Mapping[str, str]) -> None:
    """Make one section in every language that names it, linked, and list it."""
    key = None
    for language, name in names.items():
        section = find_or_make_section(language=language, name=name)
        if key and section.translation_key != key:
            Section.objects.filter(pk=section.pk).update(translation_key=key)
        key = key or section.translation_key
        edition = Edition.objects.get(locale=section.locale)
        place = EditionSection.objects.filter(edition=edition).count()
        EditionSection.objects.create(
            edition=edition, section=section, sort_order=place
        )
        NavigationLink.objects.create(
            edition=edition, section=section, sort_order=place
        )


@transaction.atomic
def choose_lead(*, language: str, article_id: int) -> None:
    """Let this article lead the front page of its language."""
    Edition.objects.filter(locale__language_code=language).update(lead=article_id)
    changes.record(f"front:{language}")


@transaction.atomic
def write_standing_page(
    *,
    language: str,
    slug: str,
    title: str,
    body: list[bodies.Part],
    position: int = 0,
    is_live: bool = True,
) -> StandingPage:
    """Write the standing page `slug` in one language, in place of what it said.

    Raises NotALanguageOfThePaper.
    """
    locale = get_locale(language=language)
    page = StandingPage.objects.filter(
        locale=locale, slug=slug
    ).first() or StandingPage(
        locale=locale, slug=slug, translation_key=uuid5(STANDING, slug)
    )
    page.title = title
    page.body = bodies.from_archive(body)
    page.position = position
    page.live = page.live and is_live
    page.save()
    revision = page.save_revision(clean=False)
    if is_live:
        revision.publish()
    return page
