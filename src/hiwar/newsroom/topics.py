"""Which topics of the change log a thing of the newsroom touches when it changes.

A kept page names the topics that it shows, and is dropped when one is recorded. All
pages show the masthead, so all know `paper`; a list knows `front:en`, and the
`section:3`, `topic:5` or `byline:8` that it lists; an article's page knows its own
`article:7` and what is named on it.
"""

from collections.abc import Iterable
from functools import singledispatch

from django.db.models import Model
from wagtail.models import ReferenceIndex

from .models import (
    Article,
    Byline,
    Edition,
    Paper,
    Photo,
    Section,
    StandingPage,
    Topic,
)

PAPER = "paper"


def front(language: str) -> str:
    return f"front:{language}"


def shown_under(article: Article) -> list[str]:
    """Return every topic whose pages show `article` when it is published."""
    return [
        f"article:{article.pk}",
        front(article.locale.language_code),
        f"section:{article.section_id}",
        *(f"topic:{row.topic_id}" for row in article.subjects.all()),
        *(f"byline:{row.byline_id}" for row in article.authorships.all()),
    ]


@singledispatch
def of(thing: Model) -> Iterable[str]:
    """Return the topics that are recorded when `thing` changes or goes."""
    raise NotImplementedError(type(thing))


@of.register
def _(article: Article) -> Iterable[str]:
    # Its translations name it, too.
    others = article.get_translations().values_list("pk", flat=True)
    return [*article.shown_under, *(f"article:{pk}" for pk in others)]


@of.register
def _(section: Section) -> Iterable[str]:
    return [f"section:{section.pk}", front(section.locale.language_code), PAPER]


@of.register
def _(topic: Topic) -> Iterable[str]:
    return [f"topic:{topic.pk}"]


@of.register
def _(byline: Byline) -> Iterable[str]:
    return [f"byline:{byline.pk}", front(byline.locale.language_code)]


@of.register
def _(page: StandingPage) -> Iterable[str]:
    return [f"standing:{page.pk}", PAPER]


@of.register
def _(edition: Edition) -> Iterable[str]:
    return [PAPER, front(edition.locale.language_code)]


@of.register
def _(paper: Paper) -> Iterable[str]:
    return [PAPER]


@of.register
def _(photo: Photo) -> Iterable[str]:
    """Everything that shows the picture, found by Wagtail's index of references."""
    users = ReferenceIndex.get_references_to(photo).values_list(
        "base_content_type__model", "object_id"
    )
    ids: dict[str, list[str]] = {}
    for model, pk in users:
        ids.setdefault(model, []).append(pk)
    articles = Article.objects.filter(pk__in=ids.get("article", []))
    found = {
        topic for under in articles.values_list("shown_under") for topic in under[0]
    }
    found |= {f"byline:{pk}" for pk in ids.get("byline", [])}
    found |= {f"standing:{pk}" for pk in ids.get("standingpage", [])}
    return sorted(found | ({PAPER} if "paper" in ids else set()))
