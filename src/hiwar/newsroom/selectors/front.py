"""The front page of an edition."""

from datetime import datetime

from hiwar.newsroom import paths, topics
from hiwar.newsroom.models import Edition, Section
from hiwar.newsroom.models.article import ArticleQuerySet

from .shapes import FrontSection, FrontView, LinkView, Teaser
from .teasers import NEWEST_FIRST, published, teasers

LATEST = 3
IN_A_SECTION = 3


def get_front(*, language: str, now: datetime) -> FrontView:
    """Return the lead, the newest of all, the newest of each section.

    Lead and sections are as the editor put them; where nobody has chosen a lead, or
    it is not published now, the newest story with a picture leads. One query a
    section finds its stories, and then one for all brings what is shown.
    """
    stories = published(now=now).filter(locale__language_code=language)
    edition = Edition.objects.filter(locale__language_code=language).first()
    lead = _find_lead(stories, edition)
    newest = stories.order_by(*NEWEST_FIRST).values_list("pk", flat=True)
    latest = list(newest.exclude(pk=lead)[:LATEST])
    others = newest.exclude(pk__in=[lead, *latest])
    sections = [
        (section, list(others.filter(section=section)[:IN_A_SECTION]))
        for section in _list_sections(edition)
    ]
    wanted = {lead, *latest, *(pk for _, pks in sections for pk in pks)} - {None}
    found = teasers(stories.filter(pk__in=wanted).order_by("id"), lead=lead)
    shown = {teaser.id: teaser for teaser in found}

    def pick(pks: list[int]) -> tuple[Teaser, ...]:
        return tuple(shown[pk] for pk in pks if pk in shown)

    return FrontView(
        lead=shown.get(lead) if lead else None,
        latest=pick(latest),
        sections=tuple(
            FrontSection(section=_link(section), teasers=pick(pks))
            for section, pks in sections
            if pks
        ),
        changes=(topics.front(language),),
    )


def _link(section: Section) -> LinkView:
    path = paths.section_path(section.locale.language_code, section.slug)
    return LinkView(name=section.name, path=path)


def _find_lead(stories: ArticleQuerySet, edition: Edition | None) -> int | None:
    if edition and edition.lead_id and stories.filter(pk=edition.lead_id).exists():
        return edition.lead_id
    newest = stories.order_by(*NEWEST_FIRST).values_list("pk", flat=True)
    return newest.filter(photo__isnull=False).first() or newest.first()


def _list_sections(edition: Edition | None) -> list[Section]:
    """Return the sections of the front page in the editor's order."""
    if edition is None:
        return []
    rows = edition.sections.select_related("section__locale").order_by(
        "sort_order", "id"
    )
    return [row.section for row in rows]
